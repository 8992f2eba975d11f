/**
 * The notices of what the extension is built from, made from the packages themselves: the build writes them to
 * THIRD-PARTY.txt beside the manifest.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import packageJson from '../package.json' with { type: 'json' };

/** What the scripts of dependencies hold besides: parts of Tesseract's worker, and of signals. */
const WITHIN = [
  '@preact/signals-core',
  'bmp-js',
  'idb-keyval',
  'is-url',
  'regenerator-runtime',
  'tesseract.js-core',
  'wasm-feature-detect',
  'zlibjs',
];

/** What WebAssembly was compiled from; its packages carry the licence of their glue. */
const COMPILED: readonly {
  readonly name: string;
  readonly within: string;
  readonly license: string;
  readonly copyright: string;
}[] = [
  {
    name: 'OpenJPEG',
    within: '@cornerstonejs/codec-openjpeg',
    license: 'BSD-2-Clause',
    copyright:
      '2002-2014 Université catholique de Louvain (UCL), Belgium; 2002-2014 Professor Benoit Macq; 2003-2014 Antonin ' +
      'Descampe; 2003-2009 François-Olivier Devaux; 2005 Hervé Drolon, FreeImage Team; 2002-2003 Yannick Verschueren; ' +
      '2001-2003 David Janssens; 2011-2012 Centre National d’Etudes Spatiales (CNES), France; 2012 CS Systèmes ' +
      'd’Information, France',
  },
  { name: 'CharLS', within: '@cornerstonejs/codec-charls', license: 'BSD-3-Clause', copyright: 'Team CharLS' },
  {
    name: 'OpenJPH',
    within: '@cornerstonejs/codec-openjph',
    license: 'BSD-2-Clause',
    copyright:
      '2019 Aous Naman; 2019 Kakadu Software Pty Ltd, Australia; 2019 The University of New South Wales, Australia',
  },
  {
    name: 'Tesseract OCR and its English data',
    within: 'tesseract.js-core, @tesseract.js-data/eng',
    license: 'Apache-2.0',
    copyright: 'Google Inc. and the contributors to Tesseract',
  },
  { name: 'Leptonica', within: 'tesseract.js-core', license: 'BSD-2-Clause', copyright: '2001 Leptonica' },
  {
    name: 'libpng, zlib',
    within: 'tesseract.js-core',
    license: 'libpng-2.0, Zlib',
    copyright: 'the PNG Reference Library authors; Jean-loup Gailly and Mark Adler',
  },
  {
    name: 'libjpeg',
    within: 'tesseract.js-core',
    license: 'IJG',
    copyright:
      'Thomas G. Lane, Guido Vollbeding. This software is based in part on the work of the Independent JPEG Group',
  },
  {
    name: 'LibTIFF',
    within: 'tesseract.js-core',
    license: 'libtiff',
    copyright: '1988-1997 Sam Leffler; 1991-1997 Silicon Graphics, Inc.',
  },
  {
    name: 'ZXing-C++',
    within: 'zxing-wasm',
    license: 'Apache-2.0',
    copyright: 'the authors of ZXing and of ZXing-C++',
  },
];

const RULE = `\n${'-'.repeat(100)}\n`;
const TEXTS = 'tools/notices';

/** Of each package its name, version, licence and the text that it comes with. */
export function notices(): string {
  const names = [...new Set([...Object.keys(packageJson.dependencies), ...WITHIN])].sort();
  const packages = names.map((name) => {
    const folder = join('node_modules', name);
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? readFileSync(join(folder, file), 'utf8').trim() : 'The package has no text of its own.';
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  const compiled = COMPILED.map(
    ({ name, within, license, copyright }) => `${name}, in ${within} (${license})\nCopyright (c) ${copyright}.\n`,
  );
  const texts = readdirSync(TEXTS)
    .sort()
    .map((file) => readFileSync(join(TEXTS, file), 'utf8'));
  return [
    'Veil is made with the following software. Veil itself is under the Apache License 2.0.\n',
    ...packages,
    `WebAssembly in these packages was compiled from:\n\n${compiled.join('\n')}`,
    ...texts,
  ].join(RULE);
}

/** Writes them into the extension. */
export function noticesFile(): Plugin {
  return {
    name: 'notices',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY.txt', source: notices() });
    },
  };
}
