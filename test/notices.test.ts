import { expect, it } from 'vitest';
import packageJson from '../package.json';
import { notices } from '../tools/notices';

it('the notices name every package that the extension is built from, with a licence, and what its WebAssembly holds', () => {
  const text = notices();
  for (const [name, version] of Object.entries(packageJson.dependencies)) {
    expect(text).toMatch(new RegExp(`^${name} ${version} \\(\\S.*\\)$`, 'm'));
  }
  for (const name of ['OpenJPEG', 'CharLS', 'OpenJPH', 'Tesseract OCR', 'Leptonica', 'ZXing-C++']) {
    expect(text).toContain(name);
  }
});
