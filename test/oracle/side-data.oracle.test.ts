/** Frames without their comments and camera data, as DCMTK and GDCM see them: the same pixels as before. */
import { describe, expect, it } from 'vitest';
import { bytesOf } from '../../src/codecs/codec';
import { concat, latin1 } from '../builders';
import { segment } from '../builders/jpeg';
import { info, noise } from '../codecs/frames';
import { itemsOf } from '../core/deident/pictures';
import { run } from '../core/deident/run';
import { convert, hasConverters } from './convert';
import { imageFile, onlyFrame, photometricInterpretation } from './image-file';
import { tokenize } from './tokenizer';

const GREY = info({ rows: 45, columns: 61 });
const DEEP = info({ rows: 90, columns: 122, bitsAllocated: 16, bitsStored: 12 });
const COLOUR = info({ rows: 45, columns: 61, samplesPerPixel: 3 });
const UID = '1.2.840.10008.1.2.4';
const NAMED = 'Dr. Roe, 48.13 N 11.57 E';

/** The first fragment with segments behind SOI, or in JPEG 2000 behind SIZ, of an odd number of bytes. */
function withSideData(fragment: Uint8Array): Uint8Array {
  const isJpeg = fragment[1] === 0xd8;
  const at = isJpeg ? 2 : 4 + fragment[4] * 256 + fragment[5];
  const segments = isJpeg
    ? [
        segment(0xe1, latin1(`Exif\0\0${NAMED}`)),
        segment(0xed, latin1('Photoshop 3.0\0')),
        segment(0xfe, latin1(NAMED)),
      ]
    : [segment(0x64, latin1(`\0\x01${NAMED}!`))];
  return concat([fragment.subarray(0, at), ...segments, fragment.subarray(at)]);
}

describe.skipIf(!hasConverters && !process.env.CI)('side data of frames by other tools are taken out', () => {
  const writers = [
    ['JPEG', GREY, `${UID}.50`, 'dcmcjpeg', ['+eb']],
    ['JPEG in color', COLOUR, `${UID}.50`, 'dcmcjpeg', ['+eb']],
    ['JPEG in RGB', COLOUR, `${UID}.50`, 'dcmcjpeg', ['+eb', '+cr']],
    ['progressive JPEG', DEEP, `${UID}.55`, 'dcmcjpeg', ['+ep']],
    ['lossless JPEG', DEEP, `${UID}.70`, 'dcmcjpeg', ['+e1']],
    ['lossless JPEG in several fragments', DEEP, `${UID}.70`, 'dcmcjpeg', ['+e1', '+fs', '4']],
    ['JPEG-LS', DEEP, `${UID}.80`, 'dcmcjpls', []],
    ['JPEG-LS in color', COLOUR, `${UID}.80`, 'dcmcjpls', []],
    ['JPEG 2000', DEEP, `${UID}.90`, 'gdcmconv', ['--j2k']],
    ['JPEG 2000 in color', COLOUR, `${UID}.90`, 'gdcmconv', ['--j2k']],
  ] as const;

  it.each(writers)('%s: the same pixels come out', async (_name, of, uid, tool, options) => {
    const written = convert(imageFile(of, bytesOf(noise(of, 7, true))), tool, ...options);
    const told = { ...of, photometricInterpretation: photometricInterpretation(written) };
    const [, first, ...others] = itemsOf(tokenize(written));
    const input = imageFile(told, [withSideData(first), ...others], uid);
    const { output, verification } = await run(input);
    expect(verification.findings).toEqual([]);
    expect(Buffer.from(onlyFrame(input)).includes(NAMED)).toBe(true);
    expect(Buffer.from(onlyFrame(output)).includes('Roe')).toBe(false);
    // All that is left is what the tool wrote, but for a byte that makes the length even.
    const frame = concat([first, ...others]);
    expect(onlyFrame(output).subarray(0, frame.length - 1)).toEqual(Buffer.from(frame.subarray(0, frame.length - 1)));
    const raw = (bytes: Uint8Array) => onlyFrame(convert(bytes, 'gdcmconv', '--raw'));
    expect(raw(output)).toEqual(raw(input));
    // DCMTK reads no JPEG-LS with application data: what it wrote itself is what it has to see again.
    const reader = { dcmcjpeg: 'dcmdjpeg', dcmcjpls: 'dcmdjpls', gdcmconv: undefined }[tool];
    if (reader) expect(onlyFrame(convert(output, reader))).toEqual(onlyFrame(convert(written, reader)));
  });
});
