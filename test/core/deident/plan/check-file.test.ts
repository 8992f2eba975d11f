/** What a person is told of a file before sharing it. */
import { expect, test } from 'vitest';
import { fileWarnings } from '../../../../src/core/deident/plan/check-file';
import { readDataSet } from '../../../../src/core/dicom/read';
import { BytesSource } from '../../../../src/core/io/byte-source';
import { CT_IMAGE, el, file, type Part, patientFile, sq } from '../../../builders';

const pixels: readonly Part[] = [
  el('0028,0010', 'US', 2),
  el('0028,0011', 'US', 2),
  el('0028,0100', 'US', 16),
  el('7fe0,0010', 'OW', [1, 2, 3, 4]),
];

async function codes(early: readonly Part[], late: readonly Part[] = pixels): Promise<string[]> {
  const dataSet = await readDataSet(new BytesSource(file({ elements: [...early, ...late] })));
  return fileWarnings(dataSet).map(({ code }) => code);
}

const modality = (value: string): Part => el('0008,0060', 'CS', value);

const FILES: readonly (readonly [string, string | undefined, readonly Part[], (readonly Part[])?])[] = [
  ['a CT', undefined, [el('0008,0016', 'UI', CT_IMAGE), modality('CT')]],
  ['ultrasound', 'modality-at-risk', [modality('US')]],
  ['a secondary capture by its conversion', 'modality-at-risk', [modality('CT'), el('0008,0064', 'CS', 'WSD')]],
  [
    'a screen save',
    'modality-at-risk',
    [el('0008,0008', 'CS', ['DERIVED', 'SECONDARY', 'SCREEN SAVE']), modality('CT')],
  ],
  ['a head', 'recognizable-face', [modality('MR'), el('0018,0015', 'CS', 'BRAIN')]],
  ['a knee', undefined, [modality('MR'), el('0018,0015', 'CS', 'KNEE')]],
  ['burned-in text', 'burned-in-annotation', [modality('CT')], [el('0028,0301', 'CS', 'YES'), ...pixels.slice(3)]],
  ['de-identified before', 'already-deidentified', [modality('CT'), el('0012,0062', 'CS', 'YES')]],
  ['not de-identified before', undefined, [modality('CT'), el('0012,0062', 'CS', 'NO')]],
  ['private elements', 'private-elements', [modality('CT'), el('0009,0010', 'LO', 'A'), el('0009,1001', 'SH', 'x')]],
  ['overlays', 'overlays', [modality('CT')], [el('6000,3000', 'OW', [1]), ...pixels.slice(3)]],
  ['a report', 'structured-report', [modality('CT'), sq('0040,a730', [[el('0040,a040', 'CS', 'TEXT')]])], []],
  ['an image without pixels', 'image-without-pixel-data', [modality('CT')], pixels.slice(0, 3)],
  ['an unknown character set', 'unknown-charset', [el('0008,0005', 'CS', 'ISO_IR 999'), modality('CT')]],
];

test.each(FILES.map(([name, code, early, late = pixels]) => ({ name, code, early, late })))(
  '$name: $code',
  async (one) => {
    const { code, early, late } = one;
    expect(await codes(early, late)).toEqual(code === undefined ? [] : [code]);
  },
);

test('warnings hold no value but what the standard names', async () => {
  const dataSet = await readDataSet(new BytesSource(patientFile()));
  expect(JSON.stringify(fileWarnings(dataSet))).not.toMatch(/Grünwald|PAT-4711|1961|2024/);
});
