import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../../src/jobs/zip/crc32';
import { directory, localHeader, uniqueNames, type ZipEntry } from '../../../src/jobs/zip/zip-format';

const text = (value: string) => new TextEncoder().encode(value);

describe('CRC-32', () => {
  it('gives the known values', () => {
    expect(crc32(text('123456789'))).toBe(0xcbf43926);
    expect(crc32(new Uint8Array())).toBe(0);
    expect(crc32(text('The quick brown fox jumps over the lazy dog'))).toBe(0x414fa339);
  });

  it('goes on from a part, wherever it was cut', () => {
    const bytes = Uint8Array.from({ length: 1000 }, (_, index) => (index * 31) & 0xff);
    for (const cut of [0, 1, 3, 4, 500, 997, 1000]) {
      expect(crc32(bytes.subarray(cut), crc32(bytes.subarray(0, cut)))).toBe(crc32(bytes));
    }
  });
});

function pack(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const pieces: Uint8Array[] = [];
  const entries: ZipEntry[] = [];
  const offsets: number[] = [];
  let at = 0;
  for (const [name, bytes] of Object.entries(files)) {
    const entry = { name, size: bytes.length, crc: crc32(bytes) };
    const header = localHeader(entry);
    entries.push(entry);
    offsets.push(at);
    pieces.push(header, bytes);
    at += header.length + bytes.length;
  }
  pieces.push(directory(entries, offsets, at));
  return Uint8Array.from(pieces.flatMap((piece) => [...piece]));
}

describe('the ZIP records', () => {
  it('make an archive that another program reads', () => {
    const files = { '2.25.1.dcm': text('first'), 'Ö/2.dcm': new Uint8Array(3000).fill(7), empty: new Uint8Array() };
    expect(unzipSync(pack(files))).toEqual(files);
  });

  it('are the same each time', () => {
    expect(pack({ a: text('x') })).toEqual(pack({ a: text('x') }));
  });

  it('turn to ZIP64 where sizes and offsets need it', () => {
    const size = 5 * 2 ** 30;
    const header = localHeader({ name: 'a', size, crc: 1 });
    const view = new DataView(header.buffer);
    expect(view.getUint32(18, true)).toBe(0xffffffff);
    expect(view.getUint16(31, true)).toBe(1);
    expect(view.getBigUint64(35, true)).toBe(BigInt(size));
    const end = directory([{ name: 'a', size, crc: 1 }], [0], size + 51);
    const tail = new DataView(end.buffer, end.length - 98);
    expect(tail.getUint32(0, true)).toBe(0x06064b50);
    expect(tail.getBigUint64(48, true)).toBe(BigInt(size + 51));
    expect(tail.getUint32(56, true)).toBe(0x07064b50);
    expect(tail.getUint32(76, true)).toBe(0x06054b50);
  });

  it('tell namesakes apart', () => {
    expect(uniqueNames(['a.dcm', 'b', 'A.dcm', 'a.dcm', 'b', 'a-2.dcm'])).toEqual([
      'a.dcm',
      'b',
      'A-2.dcm',
      'a-3.dcm',
      'b-2',
      'a-2-2.dcm',
    ]);
  });
});
