/** Random trees of planted elements: nothing planted survives, the output is whole, planning is repeatable. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BytesSource } from '../../../src/core/io/byte-source';
import { Job } from '../../../src/jobs/job';
import {
  CT_IMAGE,
  el,
  file,
  latin1,
  type Part,
  type SequenceOptions,
  sq,
  UNCOMPRESSED,
  un,
  utf8,
} from '../../builders';
import { tokenize } from '../../oracle/tokenizer';
import { KEY, leaks, policy, run } from './run';

const UID = '1.2.826.0.1.3680043.8.498.771733';
const PLANTED = ['Zwiebelsdorf', 'Ottokar', 'MRN-559-0071', 'MRN5590071', 'Nordlicht', UID, '19440903'];

/** Tag, VR and values, with an identifier in each. */
const LEAVES: readonly (readonly [string, string, readonly (string | Uint8Array)[]])[] = [
  ['0008,0020', 'DA', ['19440903']],
  ['0008,0080', 'LO', ['Nordlicht-Klinik']],
  ['0008,0090', 'PN', ['Zwiebelsdorf^Ute', 'ZWIEBELSDORF']],
  ['0008,1030', 'LO', ['CT Zwiebelsdorf']],
  ['0008,1155', 'UI', [UID, `${UID}.5`]],
  ['0009,0010', 'LO', ['Zwiebelsdorf Systems']],
  ['0009,1001', 'OB', [latin1('Zwiebelsdorf')]],
  ['0010,0010', 'PN', ['Zwiebelsdorf^Ottokar']],
  ['0010,0020', 'LO', ['MRN-559-0071']],
  ['0010,21b0', 'LT', ['Ottokar fell on 1944-09-03']],
  ['0018,0034', 'LO', ['for OTTOKAR', 'mrn 559 0071']],
  ['0018,1030', 'LO', ['Zwiebelsdorf']],
  ['0018,7006', 'LT', [utf8('Détecteur Zwiebelsdorf'), 'x_ZWIEBELSDORF_y']],
  ['0018,9423', 'LO', ['ottokar zwiebelsdorf', 'MRN5590071 head']],
  ['0018,9901', 'UT', [`see ${UID} of 03.09.1944, 19440903`]],
  ['0018,fff1', 'LO', ['Zwiebelsdorf']],
  ['0028,0010', 'US', [Uint8Array.of(2, 0)]],
];

const form = fc.record<SequenceOptions>({
  length: fc.constantFrom('undefined', 'explicit'),
  itemLength: fc.constantFrom('undefined', 'explicit'),
});

interface Leaf {
  readonly tag: string;
  readonly part: Part;
}

const leaf: fc.Arbitrary<Leaf> = fc.constantFrom(...LEAVES).chain(([tag, vr, values]) =>
  fc.record({ value: fc.constantFrom(...values), asUn: fc.boolean() }).map(({ value, asUn }) => {
    // UN is what a program writes that does not know the element.
    const part =
      asUn && vr !== 'UI' && vr !== 'US'
        ? un(tag, typeof value === 'string' ? latin1(value) : value)
        : el(tag, vr, value);
    return { tag, part };
  }),
);

const SEQUENCES = ['0008,1140', '0040,a170', '0040,0275', '0400,0561', '0009,1002', '5200,9229'];

const { elements } = fc.letrec<{ elements: Leaf[]; sequence: Leaf }>((tie) => ({
  elements: fc
    .array(fc.oneof({ maxDepth: 5, depthSize: 'small' }, leaf, tie('sequence')), { maxLength: 8 })
    .map((list) => {
      const byTag = new Map(list.map((one) => [one.tag, one]));
      return [...byTag.values()].sort((a, b) => (a.tag < b.tag ? -1 : 1));
    }),
  sequence: fc
    .record({ tag: fc.constantFrom(...SEQUENCES), items: fc.array(tie('elements'), { maxLength: 3 }), options: form })
    .map(({ tag, items, options }) => ({
      tag,
      part: sq(
        tag,
        (items as Leaf[][]).map((item) => item.map(({ part }) => part)),
        options,
      ),
    })),
}));

/** What the file says of its patient, so that the identifiers are known wherever they stand. */
const HEAD: readonly Leaf[] = [
  { tag: '0008,0005', part: el('0008,0005', 'CS', 'ISO_IR 192') },
  { tag: '0008,0016', part: el('0008,0016', 'UI', CT_IMAGE) },
  { tag: '0008,0018', part: el('0008,0018', 'UI', UID) },
  { tag: '0008,0020', part: el('0008,0020', 'DA', '19440903') },
  { tag: '0008,0080', part: el('0008,0080', 'LO', 'Nordlicht-Klinik') },
  { tag: '0010,0010', part: el('0010,0010', 'PN', 'Zwiebelsdorf^Ottokar') },
  { tag: '0010,0020', part: el('0010,0020', 'LO', 'MRN-559-0071') },
];

function whole(syntax: string, tree: readonly Leaf[]): Uint8Array {
  const byTag = new Map([...tree, ...HEAD].map((one) => [one.tag, one.part]));
  const parts = [...byTag].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, part]) => part);
  return file({ syntax, sopInstance: UID, elements: [...parts, el('7fe0,0010', 'OW', [1, 2, 3])] });
}

test.each(UNCOMPRESSED)('nothing planted survives: %s', async (syntax) => {
  await fc.assert(
    fc.asyncProperty(elements, async (tree) => {
      const done = await run(whole(syntax, tree));
      expect(leaks(done, PLANTED)).toEqual([]);
      expect(done.verification.findings).toEqual([]);
      expect(done.after.problems).toEqual([]);
      expect(Math.max(...done.after.dataSet.map(({ end }) => end))).toBe(done.after.body.length);
      const again = await run(done.output);
      expect(again.verification.findings).toEqual([]);
      expect(again.after.dataSet.map(({ path }) => path)).toEqual(done.after.dataSet.map(({ path }) => path));
    }),
    { numRuns: 40 },
  );
});

test('planning twice gives the same plan and the same bytes', async () => {
  await fc.assert(
    fc.asyncProperty(elements, fc.constantFrom(...UNCOMPRESSED), async (tree, syntax) => {
      const bytes = whole(syntax, tree);
      const job = new Job(policy(), KEY);
      const dataSet = await job.read(new BytesSource(bytes));
      const [one, two] = [job.plan(dataSet), job.plan(dataSet)];
      expect(two.values).toEqual(one.values);
      expect(two.ruleOfRow).toEqual(one.ruleOfRow);
      expect(two.changes).toEqual(one.changes);
      expect((await run(bytes)).output).toEqual((await run(bytes)).output);
    }),
    { numRuns: 30 },
  );
});

test('random bytes are refused with a typed error or come out without what they held', async () => {
  const name = el('0010,0010', 'PN', 'Zwiebelsdorf^Ottokar');
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 8 }),
      async (noise) => {
        const bytes = file({ elements: [el('0008,0016', 'UI', CT_IMAGE), name, el('0018,0050', 'DS', '5')] });
        for (const [at, byte] of noise) bytes[132 + (at % (bytes.length - 132))] = byte;
        const job = new Job(policy(), KEY);
        try {
          const dataSet = await job.read(new BytesSource(bytes));
          const { parts } = await job.carryOut(job.plan(dataSet));
          for (const part of parts) if (part.kind === 'bytes') tokenizeOrPass(part.bytes);
        } catch (error) {
          expect(error).toMatchObject({ name: 'DicomError' });
          expect(JSON.stringify(error)).not.toMatch(/Zwiebel|Ottokar/);
        }
      },
    ),
    { numRuns: 300 },
  );
});

function tokenizeOrPass(bytes: Uint8Array): void {
  expect(tokenize(bytes).meta.length).toBeGreaterThan(4);
}
