/**
 * Writes the tables of the standard (`*.data.ts`) from the files of facts in the given directory.
 * The same facts give the same bytes.
 *
 *     node tools/generate-tables.mjs --standard DIR
 */
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { categoryConstants } from './tables/categories.mjs';
import { deviceRegionLines } from './tables/device-regions.mjs';
import { dictionaryConstants, dictionaryRows } from './tables/dictionary.mjs';
import { iodTypeConstants } from './tables/iod-types.mjs';
import { readStandard, writeModule } from './tables/output.mjs';
import { methodCodeLines, profileLines } from './tables/profile.mjs';
import { safePrivateLines } from './tables/safe-private.mjs';
import { sopClassLines, transferSyntaxLines } from './tables/uids.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { values } = parseArgs({ options: { standard: { type: 'string' } } });
if (!values.standard) {
  console.error('Usage: npm run tables -- --standard DIR, the folder with the facts of the standard as JSON.');
  process.exit(2);
}
const standard = resolve(values.standard);
const core = (path) => join(root, 'src/core', path);

const profile = readStandard(standard, 'confidentiality-profile.json');
const types = readStandard(standard, 'sop-class-types.json');
const rows = dictionaryRows(readStandard(standard, 'dictionary.json'), profile);

writeModule(
  core('dicom/dictionary.data.ts'),
  [
    'Registry of data elements: facts of DICOM PS3.6 2024b, newer elements of 2026b. In the order of the tags:',
    'TAG_STEPS, from each tag to the next; VRS, one of VR_LETTERS for each, which stand for VR_KINDS (- retired);',
    'NAMES, with VM before and keyword after where they are not 1 and the usual. PATTERN_: repeating groups.',
  ],
  dictionaryConstants(rows),
);

writeModule(
  core('dicom/transfer-syntax.data.ts'),
  [
    'Transfer syntaxes: facts of DICOM PS3.6 Annex A (2024d to 2026b) and PS3.5. A line is UID|flags|name; flags:',
    'e explicit or i implicit VR, b big or l little endian, z deflated, f fragments (encapsulated),',
    'y lossy or m maybe lossy, r retired.',
  ],
  { TRANSFER_SYNTAXES: transferSyntaxLines(readStandard(standard, 'transfer-syntaxes.json')) },
);

writeModule(
  core('dicom/sop-class.data.ts'),
  ['Storage SOP classes: facts of DICOM PS3.4 2024b and, for the retired, PS3.6 Annex A. A line is UID|name.'],
  { SOP_CLASSES: sopClassLines(types) },
);

writeModule(
  core('deident/profile/profile.data.ts'),
  [
    `Application Level Confidentiality Profile: facts of DICOM PS3.15 ${profile.edition}, Table E.1-1, and CID 7050.`,
    'A line is `code option=code... : tags`; lines that start with a space go on with the tags.',
  ],
  { PROFILE_EDITION: profile.edition, PROFILE: profileLines(profile), METHODS: methodCodeLines(profile) },
);

writeModule(
  core('deident/profile/iod-types.data.ts'),
  [
    'Types of attributes with a compound action code: facts of DICOM PS3.3 2024b (modules of the IODs) and 2016c',
    '(Types), supplemented. One character for each of COMPOUND_TAGS: 1, c (1C), 2, d (2C), 3; then ! if some modules',
    'are not covered; then the SOP classes, where a leading dot stands for UID_ROOT. NESTED: Type, then paths.',
  ],
  iodTypeConstants(types),
);

writeModule(
  core('deident/profile/category.data.ts'),
  [
    'Categories of the data elements whose VR and group do not tell, and those whose values identify someone or',
    'something. Made by the rules in tools/tables/categories.mjs.',
  ],
  categoryConstants(rows, profile),
);

const safePrivate = readStandard(standard, 'safe-private.json');
writeModule(
  core('deident/profile/safe-private.data.ts'),
  [
    `Safe private attributes: facts of DICOM PS3.15 ${safePrivate.edition}, Table E.3.10-1. A line is a private creator,`,
    'then after a tab its elements: group and the last two digits of the element.',
  ],
  { SAFE_PRIVATE: safePrivateLines(safePrivate) },
);

writeModule(
  core('pixel/device-regions.data.ts'),
  [
    'Where devices burn text into images: facts of the pixel scripts of CTP (RSNA, 2023) and deid (pydicom). A line is',
    'modality|manufacturer|model|rows|columns|image type|series description|rectangles as x,y,width,height;',
    'alternatives stand between tildes.',
  ],
  {
    DEVICE_REGIONS: deviceRegionLines(
      readStandard(standard, 'ctp-pixel-regions.json'),
      readStandard(standard, 'deid-pixel-regions.json'),
    ),
  },
);
