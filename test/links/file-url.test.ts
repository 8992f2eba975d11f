import { describe, expect, it } from 'vitest';
import { fileName, fileUrl } from '../../src/links/file-url';

describe('the address of a downloaded file', () => {
  it.each([
    ['/home/rt/Downloads/a b#1?.dcm', 'file:///home/rt/Downloads/a%20b%231%3F.dcm'],
    ['/home/rt/odd\\name%20.dcm', 'file:///home/rt/odd%5Cname%2520.dcm'],
    ['C:\\Users\\Jörg\\IM 1.dcm', 'file:///C:/Users/J%C3%B6rg/IM%201.dcm'],
    ['\\\\server\\share\\IM1.dcm', 'file://server/share/IM1.dcm'],
  ])('%s', (path, url) => {
    expect(fileUrl(path)).toBe(url);
    expect(new URL(url).protocol).toBe('file:');
  });

  it('ends in its name', () => {
    expect(fileName('/a/b.dcm')).toBe('b.dcm');
    expect(fileName('C:\\a\\b.dcm')).toBe('b.dcm');
  });
});
