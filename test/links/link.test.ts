import { describe, expect, it } from 'vitest';
import { fetchedName } from '../../src/links/file-name';
import { DICOM_LINKS, linkTarget, originOf } from '../../src/links/link';

/** As browsers match: `*` is anything, the path with its query, the fragment left out. */
function isOffered(link: string): boolean {
  const plain = link.replace(/#.*$/, '');
  return DICOM_LINKS.some((pattern) => {
    const expression = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
    return new RegExp(`^${expression.replace(/^\.\*:/, 'https?:')}$`).test(plain);
  });
}

describe('links that say they are DICOM', () => {
  it.each([
    'https://pacs.example.org/a/b.dcm',
    'http://pacs.example.org:8042/B.DCM?token=1#page',
    'https://pacs.example.org/image.dicom#2',
    'https://pacs.example.org/image.dcm;jsessionid=7',
    'file:///home/user/scan.dcm',
    'https://pacs.example.org/wado?requestType=WADO&studyUID=1.2&objectUID=3',
    'https://pacs.example.org/get?id=7&contentType=application%2Fdicom',
    'https://pacs.example.org/rs/studies/1.2/series/3/instances/4',
    'blob:https://pacs.example.org/0f1e2d',
  ])('%s', (link) => expect(isOffered(link)).toBe(true));

  it.each([
    'https://example.org/dcm.html',
    'https://example.org/a.dcm.pdf',
    'https://example.org/?file=a',
    'mailto:a@b',
  ])('not %s', (link) => expect(isOffered(link)).toBe(false));
});

describe('what has to be allowed', () => {
  it('is the one host of the link, over http and https and on any port', () => {
    expect(linkTarget('https://pacs.example.org:8443/a.dcm?patient=DOE')).toEqual({
      kind: 'web',
      host: 'pacs.example.org:8443',
      origin: '*://pacs.example.org/*',
    });
    expect(linkTarget('file:///a.dcm')).toEqual({ kind: 'file', origin: 'file:///*' });
    expect(linkTarget('blob:https://a/1').kind).toBe('page');
    for (const link of ['ftp://a/b.dcm', 'javascript:0', 'data:,x', 'no link']) {
      expect(linkTarget(link).kind).toBe('unknown');
    }
  });

  it('can be typed as people write sites', () => {
    for (const typed of ['images.example.org', ' https://images.example.org/x/y ', 'images.example.org:8443']) {
      expect(originOf(typed)).toBe('*://images.example.org/*');
    }
    expect(originOf('[::1]:8042')).toBe('*://[::1]/*');
    expect(originOf(' ')).toBeUndefined();
    expect(originOf('*.example.org')).toBeUndefined();
    expect(originOf('two words')).toBeUndefined();
  });
});

describe('the name of a fetched file', () => {
  it('is what the server says, else the end of the path', () => {
    const link = 'https://a/files/scan%201.dcm?x=/y';
    expect(fetchedName(link, null)).toBe('scan 1.dcm');
    expect(fetchedName(link, 'attachment; filename="a \\"b\\".dcm"')).toBe('a "b".dcm');
    expect(fetchedName(link, "attachment; filename=x.dcm; filename*=UTF-8''M%C3%BCller.dcm")).toBe('Müller.dcm');
    expect(fetchedName(link, 'attachment; filename=../../x.dcm')).toBe('x.dcm');
    expect(fetchedName('https://a/', 'inline')).toBe('DICOM');
    expect(fetchedName('https://a/%E0%A4%A', null)).toBe('%E0%A4%A');
  });
});
