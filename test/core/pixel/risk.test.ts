/** Which images have to be looked at, and why. */
import { expect, test } from 'vitest';
import { readDataSet } from '../../../src/core/dicom/read';
import { BytesSource } from '../../../src/core/io/byte-source';
import { pixelRisk } from '../../../src/core/pixel/risk';
import {
  CT_IMAGE,
  el,
  file,
  fragments,
  imageElements,
  type Part,
  patientFile,
  SYNTAX,
  sq,
  zeros,
} from '../../builders';

const pixels = imageElements({ pixels: zeros(32) });

async function reasons(early: readonly Part[], late: readonly Part[] = pixels): Promise<string[]> {
  const dataSet = await readDataSet(new BytesSource(file({ elements: [...early, ...late] })));
  return pixelRisk(dataSet).map(({ reason }) => reason);
}

const modality = (value: string) => el('0008,0060', 'CS', value);
const imageType = (value: string) => el('0008,0008', 'CS', value);
const series = (value: string) => el('0008,103e', 'LO', value);
const bodyPart = (value: string) => el('0018,0015', 'CS', value);

const IMAGES: readonly (readonly [string, string | undefined, readonly Part[]])[] = [
  ['a CT slice', undefined, [imageType('ORIGINAL\\PRIMARY\\AXIAL'), modality('CT'), el('0008,0016', 'UI', CT_IMAGE)]],
  ['a reformatted CT', undefined, [imageType('DERIVED\\SECONDARY\\REFORMATTED'), modality('CT')]],
  ['a low dose CT', undefined, [imageType('ORIGINAL\\PRIMARY\\AXIAL'), modality('CT'), series('LOW DOSE CHEST')]],
  ['a planned dose', undefined, [imageType('DERIVED\\PRIMARY\\DOSE'), modality('RTDOSE')]],
  ['an angiogram', undefined, [imageType('ORIGINAL\\PRIMARY\\SINGLE PLANE'), modality('XA')]],
  ['a knee', undefined, [modality('MR'), bodyPart('KNEE')]],
  ['a heart', undefined, [modality('CT'), series('CCTA 0.6')]],
  ['a localizer of the head', undefined, [imageType('ORIGINAL\\PRIMARY\\LOCALIZER'), modality('CT'), bodyPart('HEAD')]],
  ['an X-ray of the skull', undefined, [modality('DX'), bodyPart('SKULL')]],
  ['ultrasound', 'ultrasound', [modality('US')]],
  ['ultrasound in a vessel', 'ultrasound', [modality('IVUS')]],
  ['endoscopy', 'photograph', [modality('ES')]],
  ['a photograph', 'photograph', [modality('XC')]],
  ['something else', 'document', [modality('OT')]],
  ['a printed film', 'digitized-film', [modality('HC')]],
  ['a digitized film', 'digitized-film', [modality('MG'), el('0008,0064', 'CS', 'DF')]],
  ['a capture', 'secondary-capture', [modality('CT'), el('0008,0064', 'CS', 'WSD')]],
  ['a capture by its class', 'secondary-capture', [el('0008,0016', 'UI', '1.2.840.10008.5.1.4.1.1.7'), modality('MR')]],
  ['a capture at the angiograph', 'secondary-capture', [imageType('DERIVED\\SECONDARY\\AVERAGE'), modality('XA')]],
  ['a label', 'label', [imageType('ORIGINAL\\PRIMARY\\LABEL\\NONE'), modality('SM')]],
  ['a thumbnail', 'label', [imageType('ORIGINAL\\PRIMARY\\THUMBNAIL\\RESAMPLED'), modality('SM')]],
  ['a head', 'recognizable-face', [modality('CT'), bodyPart('HEAD')]],
  ['a head by its protocol', 'recognizable-face', [modality('MR'), el('0018,1030', 'LO', 't1_mprage_sag')]],
  ['a head in German', 'recognizable-face', [modality('CT'), el('0008,1030', 'LO', 'CT Schaedel nativ')]],
  ['a head in a code', 'recognizable-face', [modality('PT'), sq('0008,2218', [[el('0008,0104', 'LO', 'Brain')]])]],
];

test.each(IMAGES)('%s: %s', async (_, reason, early) => {
  expect(await reasons(early)).toEqual(reason === undefined ? [] : [reason]);
});

test('a volume of the jaw shows a face, a picture of it does not', async () => {
  const jaw = [modality('PX'), bodyPart('JAW')];
  expect(await reasons(jaw)).toEqual([]);
  expect(await reasons(jaw, imageElements({ frames: 2, pixels: zeros(64) }))).toEqual(['recognizable-face']);
});

test('a dose report is known by its image type or its series', async () => {
  expect(await reasons([imageType('DERIVED\\PRIMARY\\DOSE_INFO'), modality('CT')])).toEqual(['dose-report']);
  expect(await reasons([modality('CT'), series('Dose Report')])).toEqual(['dose-report']);
  expect(await reasons([modality('CT'), series('Patient Protocol')])).toEqual(['dose-report']);
});

test('all reasons are told, what the file itself says first', async () => {
  const save = [imageType('DERIVED\\SECONDARY\\SCREEN SAVE'), modality('US')];
  const said = [el('0028,0301', 'CS', 'YES'), ...pixels];
  expect(await reasons(save, said)).toEqual([
    'burned-in-annotation',
    'ultrasound',
    'screen-capture',
    'secondary-capture',
  ]);
});

test('pixels that no viewer shows are a reason', async () => {
  expect(await reasons([modality('CT')], imageElements({ pixels: zeros(2000) }))).toEqual(['unseen-pixels']);
  expect(await reasons([modality('CT')], imageElements({ pixels: zeros(512) }))).toEqual([]);
});

test('a picture within a private element is a reason, told with its place', async () => {
  const hidden = sq('0009,1002', [[...pixels]]);
  const dataSet = await readDataSet(
    new BytesSource(file({ elements: [modality('CT'), el('0009,0010', 'LO', 'A'), hidden] })),
  );
  expect(pixelRisk(dataSet)).toEqual([{ reason: 'private-pixels', tag: '(0009,1002)[0].(7FE0,0010)' }]);
  const own = fragments([zeros(8)], { tag: '0009,1001' });
  const syntax = SYNTAX.jpegBaseline;
  const compressed = file({ syntax, elements: [modality('CT'), el('0009,0010', 'LO', 'A'), own] });
  expect(pixelRisk(await readDataSet(new BytesSource(compressed)))).toMatchObject([{ reason: 'private-pixels' }]);
});

test('a report without pixels is not an image', async () => {
  expect(await reasons([modality('SR')], [])).toEqual([]);
});

test('a risk holds no value', async () => {
  const dataSet = await readDataSet(new BytesSource(patientFile({ more: [el('0028,0301', 'CS', 'YES')] })));
  expect(JSON.stringify(pixelRisk(dataSet))).toBe('[{"reason":"burned-in-annotation","tag":"(0028,0301)"}]');
});
