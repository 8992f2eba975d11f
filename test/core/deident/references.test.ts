/**
 * One study with everything that refers to its images: the objects must still refer to each other after each
 * preset, by UIDs that are all new, or all old where the preset keeps them (PS3.15 E.1.1 items 2 and 5).
 */
import { expect, test } from 'vitest';
import { BytesSource, PartsSource } from '../../../src/core/io/byte-source';
import { Job } from '../../../src/jobs/job';
import { policyFor } from '../../../src/settings/policy';
import { NO_SETTINGS } from '../../../src/settings/schema';
import { CT_IMAGE, el, file, type Part, sq } from '../../builders';
import { type Tokens, tokenize } from '../../oracle/tokenizer';
import { KEY } from './run';

const ROOT = '1.2.826.0.1.3680043.8.498.771733';
const STUDY = `${ROOT}.1`;
const FRAME_OF_REFERENCE = `${ROOT}.9`;
const series = (number: number): string => `${STUDY}.${number}`;
const instance = (inSeries: number, number: number): string => `${series(inSeries)}.${number}`;

const CLASS = {
  ct: CT_IMAGE,
  rtStructureSet: '1.2.840.10008.5.1.4.1.1.481.3',
  segmentation: '1.2.840.10008.5.1.4.1.1.66.4',
  report: '1.2.840.10008.5.1.4.1.1.88.33',
  presentationState: '1.2.840.10008.5.1.4.1.1.11.1',
  keyObjects: '1.2.840.10008.5.1.4.1.1.88.59',
} as const;

const code = (tag: string, value: string, meaning: string): Part =>
  sq(tag, [[el('0008,0100', 'SH', value), el('0008,0102', 'SH', 'DCM'), el('0008,0104', 'LO', meaning)]]);

/** A reference to an image, as SOP Instance Reference Macro has it (PS3.3 Table 10-11). */
const image = (number: number): Part[] => [el('0008,1150', 'UI', CLASS.ct), el('0008,1155', 'UI', instance(1, number))];

/** Hierarchical SOP Instance Reference Macro (PS3.3 Table C.17-3). */
const hierarchy: Part[] = [
  sq('0008,1115', [[sq('0008,1199', [image(1), image(2)]), el('0020,000e', 'UI', series(1))]]),
  el('0020,000d', 'UI', STUDY),
];

const content = (...items: readonly (readonly Part[])[]): Part => sq('0040,a730', items);
const imageItem = (number: number): Part[] => [
  sq('0008,1199', [image(number)]),
  el('0040,a010', 'CS', 'CONTAINS'),
  el('0040,a040', 'CS', 'IMAGE'),
];

/** A file of the study: what all have in common, and its own elements, sorted. */
function object(sopClass: string, inSeries: number, number: number, own: readonly [string, Part][]): Uint8Array {
  const all: [string, Part][] = [
    ['0008,0016', el('0008,0016', 'UI', sopClass)],
    ['0008,0018', el('0008,0018', 'UI', instance(inSeries, number))],
    ['0010,0010', el('0010,0010', 'PN', 'Zwiebelsdorf^Ottokar')],
    ['0010,0020', el('0010,0020', 'LO', 'P-77')],
    ['0020,000d', el('0020,000d', 'UI', STUDY)],
    ['0020,000e', el('0020,000e', 'UI', series(inSeries))],
    ['0020,0052', el('0020,0052', 'UI', FRAME_OF_REFERENCE)],
    ...own,
  ];
  const elements = all.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, part]) => part);
  return file({ sopClass, sopInstance: instance(inSeries, number), elements });
}

const FILES: readonly Uint8Array[] = [
  object(CLASS.ct, 1, 1, []),
  object(CLASS.ct, 1, 2, []),
  object(CLASS.rtStructureSet, 2, 1, [
    [
      '3006,0010',
      sq('3006,0010', [
        [
          el('0020,0052', 'UI', FRAME_OF_REFERENCE),
          sq('3006,0012', [
            [
              el('0008,1150', 'UI', '1.2.840.10008.3.1.2.3.1'),
              el('0008,1155', 'UI', STUDY),
              sq('3006,0014', [[el('0020,000e', 'UI', series(1)), sq('3006,0016', [image(1), image(2)])]]),
            ],
          ]),
        ],
      ]),
    ],
    ['3006,0020', sq('3006,0020', [[el('3006,0022', 'IS', '1'), el('3006,0024', 'UI', FRAME_OF_REFERENCE)]])],
    ['3006,0039', sq('3006,0039', [[sq('3006,0040', [[sq('3006,0016', [image(2)])]])]])],
  ]),
  object(CLASS.segmentation, 3, 1, [
    ['0008,1115', sq('0008,1115', [[sq('0008,114a', [image(1), image(2)]), el('0020,000e', 'UI', series(1))]])],
    ['5200,9230', sq('5200,9230', [[sq('0008,9124', [[sq('0008,2112', [image(1)])]])]])],
  ]),
  object(CLASS.report, 4, 1, [
    ['0040,a375', sq('0040,a375', [hierarchy])],
    ['0040,a730', content([...imageItem(1), content(imageItem(2))])],
  ]),
  object(CLASS.presentationState, 5, 1, [
    ['0008,1115', sq('0008,1115', [[sq('0008,1140', [image(1), image(2)]), el('0020,000e', 'UI', series(1))]])],
    ['0070,005a', sq('0070,005a', [[sq('0008,1140', [image(2)])]])],
  ]),
  object(CLASS.keyObjects, 6, 1, [
    ['0040,a043', code('0040,a043', '113000', 'Of Interest')],
    ['0040,a375', sq('0040,a375', [hierarchy])],
    ['0040,a730', content(imageItem(1))],
  ]),
];

const REFERENCE = /\((?:0008,1155|0020,000D|0020,000E|0020,0052|3006,0024)\)$/;

/** UIDs of studies, series, instances and frames of reference, by path. */
function uids(tokens: Tokens): Map<string, string> {
  const found = new Map<string, string>();
  for (const { path, value } of tokens.dataSet) {
    if (REFERENCE.test(path) || path === '(0008,0018)')
      found.set(path, Buffer.from(value).toString().replace(/\0$/, ''));
  }
  return found;
}

test.each([
  { preset: 'research', isNew: true },
  { preset: 'research-longitudinal', isNew: true },
  { preset: 'teleradiology', isNew: true },
  { preset: 'internal', isNew: false },
])('$preset: objects of a study refer to each other as before', async ({ preset, isNew }) => {
  const options = preset === 'internal' ? [] : ['cleanStructuredContent', 'cleanGraphics'];
  const job = new Job(policyFor(NO_SETTINGS, preset, options), KEY);
  /** What each UID of the originals became. */
  const became = new Map<string, Set<string>>();
  const made = new Set<string>();
  let references = 0;
  for (const bytes of FILES) {
    const { parts, verification } = await job.carryOut(job.plan(await job.read(new BytesSource(bytes))));
    expect(verification.findings).toEqual([]);
    const source = new PartsSource(parts);
    const after = tokenize(await source.read(0, source.size));
    const now = uids(after);
    for (const [path, before] of uids(tokenize(bytes))) {
      const uid = now.get(path);
      if (uid === undefined) continue;
      became.set(before, (became.get(before) ?? new Set()).add(uid));
      references++;
    }
    made.add(now.get('(0008,0018)') ?? '');
  }
  expect(references).toBeGreaterThan(40);
  for (const [before, after] of became) {
    expect(after.size).toBe(1);
    expect(after.has(before)).toBe(!isNew);
  }
  expect(new Set([...became.values()].flatMap((after) => [...after])).size).toBe(became.size);
  expect(made.size).toBe(FILES.length);
});
