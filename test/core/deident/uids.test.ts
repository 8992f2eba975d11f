/** Replacement of UIDs: consistent in all instances of a set, at every depth; structural UIDs stay (PS3.15 E.3.9). */
import { expect, test } from 'vitest';
import { CT_IMAGE, el, file, type Part, patientFile, SYNTAX, sq, un } from '../../builders';
import { tokenize } from '../../oracle/tokenizer';
import { illegal } from './legal-value';
import { KEY, leaks, pathsOf, run, text } from './run';

const ROOT = '1.2.826.0.1.3680043.8.498.20261122';
const STUDY = `${ROOT}.1`;
const SERIES = `${ROOT}.1.1`;
const FRAME_OF_REFERENCE = `${ROOT}.1.9`;
const instance = (number: number): string => `${SERIES}.${number}`;

const ids = (number: number, sopClass = CT_IMAGE): Part[] => [
  el('0008,0016', 'UI', sopClass),
  el('0008,0018', 'UI', instance(number)),
];
const study: Part[] = [
  el('0010,0020', 'LO', 'P-77'),
  el('0020,000d', 'UI', STUDY),
  el('0020,000e', 'UI', SERIES),
  el('0020,0052', 'UI', FRAME_OF_REFERENCE),
];

const RTSTRUCT = '1.2.840.10008.5.1.4.1.1.481.3';

/** A structure set that refers to two images, by levels, the way RT Referenced Study Sequence does. */
const structureSet = file({
  sopClass: RTSTRUCT,
  elements: [
    ...ids(3, RTSTRUCT),
    ...study,
    sq('3006,0010', [
      [
        el('0020,0052', 'UI', FRAME_OF_REFERENCE),
        sq('3006,0012', [
          [
            el('0008,1150', 'UI', '1.2.840.10008.3.1.2.3.2'),
            el('0008,1155', 'UI', STUDY),
            sq('3006,0014', [
              [
                el('0020,000e', 'UI', SERIES),
                sq('3006,0016', [
                  [el('0008,1150', 'UI', CT_IMAGE), el('0008,1155', 'UI', instance(1))],
                  [el('0008,1150', 'UI', CT_IMAGE), el('0008,1155', 'UI', instance(2))],
                ]),
              ],
            ]),
          ],
        ]),
      ],
    ]),
    sq('3006,0020', [[el('3006,0022', 'IS', '1'), el('3006,0024', 'UI', FRAME_OF_REFERENCE)]]),
  ],
});

test('references agree in all files of a set, at every depth', async () => {
  const image = (number: number) => run(file({ sopInstance: instance(number), elements: [...ids(number), ...study] }));
  const [first, second, structures] = await Promise.all([image(1), image(2), run(structureSet)]);
  const at = (path: string): string | undefined => text(structures.after, path);
  const series = '(3006,0010)[0].(3006,0012)[0].(3006,0014)[0]';
  expect(at('0020,000d')).toBe(text(first.after, '0020,000d'));
  expect(at('0020,000e')).toBe(text(second.after, '0020,000e'));
  expect(at('0020,0052')).toBe(text(first.after, '0020,0052'));
  expect(at('(3006,0010)[0].(0020,0052)')).toBe(at('0020,0052'));
  expect(at('(3006,0020)[0].(3006,0024)')).toBe(at('0020,0052'));
  expect(at('(3006,0010)[0].(3006,0012)[0].(0008,1155)')).toBe(at('0020,000d'));
  expect(at(`${series}.(0020,000E)`)).toBe(at('0020,000e'));
  expect(at(`${series}.(3006,0016)[0].(0008,1155)`)).toBe(text(first.after, '0008,0018'));
  expect(at(`${series}.(3006,0016)[1].(0008,1155)`)).toBe(text(second.after, '0008,0018'));
  expect(at(`${series}.(3006,0016)[1].(0008,1150)`)).toBe(CT_IMAGE);
  const all = [first, second, structures];
  expect(all.flatMap((done) => leaks(done, [ROOT]))).toEqual([]);
  expect(all.flatMap((done) => done.verification.findings)).toEqual([]);
  const different = [first, second, structures].map((done) => text(done.after, '0008,0018'));
  expect(new Set(different).size).toBe(3);
});

test('a replacement is 2.25. and an integer of at most 128 bits, and legal', async () => {
  const { after } = await run(patientFile());
  const changed = after.dataSet.filter(
    ({ vr, value }) => vr === 'UI' && Buffer.from(value).toString().startsWith('2.'),
  );
  expect(changed.length).toBeGreaterThanOrEqual(5);
  for (const { value } of changed) {
    expect(illegal('UI', value)).toBeUndefined();
    const uid = Buffer.from(value).toString().replace(/\0$/, '');
    expect(uid).toMatch(/^2\.25\.[1-9]\d{0,38}$/);
    expect(BigInt(uid.slice(5)) < 1n << 128n).toBe(true);
  }
});

test('the same key gives the same UIDs in another run, another key gives others', async () => {
  const bytes = patientFile();
  const uidsOf = (done: Awaited<ReturnType<typeof run>>) =>
    done.after.dataSet.filter(({ vr }) => vr === 'UI').map(({ value }) => Buffer.from(value).toString());
  const [one, again, other] = [
    await run(bytes),
    await run(bytes),
    await run(bytes, { key: KEY.map((byte) => byte ^ 1) }),
  ];
  expect(uidsOf(again)).toEqual(uidsOf(one));
  const common = uidsOf(other).filter((uid) => uid.startsWith('2.25.') && uidsOf(one).includes(uid));
  expect(common).toEqual([]);
});

test('UIDs of the standard stay: classes, syntaxes, coding schemes, contexts, well-known frames of reference', async () => {
  const talairach = '1.2.840.10008.1.4.1.1';
  const done = await run(
    file({
      syntax: SYNTAX.explicit,
      elements: [
        ...ids(1),
        sq('0008,0110', [[el('0008,010c', 'UI', '1.2.840.10008.2.16.4')]]),
        sq('0008,1140', [
          [
            el('0008,1150', 'UI', CT_IMAGE),
            el('0008,1155', 'UI', instance(2)),
            sq('0040,a170', [[el('0008,0117', 'UI', '1.2.840.10008.6.1.308'), el('0008,0100', 'SH', '121311')]]),
          ],
        ]),
        el('0020,0052', 'UI', talairach),
      ],
    }),
  );
  expect(text(done.after, '0008,0016')).toBe(CT_IMAGE);
  expect(text(done.after, '0002,0010')).toBe(SYNTAX.explicit);
  expect(text(done.after, '(0008,0110)[0].(0008,010C)')).toBe('1.2.840.10008.2.16.4');
  expect(text(done.after, '(0008,1140)[0].(0040,A170)[0].(0008,0117)')).toBe('1.2.840.10008.6.1.308');
  expect(text(done.after, '0020,0052')).toBe(talairach);
  expect(leaks(done, [ROOT])).toEqual([]);
});

/** Kin of UIDs with rows that have none themselves. */
const UNLISTED = [
  '0008,1167',
  '0020,0242',
  '0018,991e',
  '0020,9312',
  '0020,9313',
  '300a,0675',
  '0008,3012',
  '0070,031b',
];

test('a reference to an instance is protected where no row of the profile names it', async () => {
  const [image, other] = await Promise.all([
    run(file({ sopInstance: instance(1), elements: [...ids(1), ...study] })),
    run(file({ elements: [...ids(2), ...UNLISTED.map((tag) => el(tag, 'UI', instance(1)))] })),
  ]);
  const uid = text(image.after, '0008,0018');
  expect(UNLISTED.map((tag) => text(other.after, tag))).toEqual(UNLISTED.map(() => uid));
  expect(leaks(other, [ROOT])).toEqual([]);
  const kept = await run(other.input, { preset: 'internal' });
  expect(UNLISTED.map((tag) => text(kept.after, tag))).toEqual(UNLISTED.map(() => instance(1)));
});

test('each of several values is replaced', async () => {
  const done = await run(file({ elements: [...ids(1), el('0008,1155', 'UI', [instance(1), instance(2), CT_IMAGE])] }));
  const values = text(done.after, '0008,1155')?.split('\\') ?? [];
  expect(values).toHaveLength(3);
  expect(values[0]).toBe(text(done.after, '0008,0018'));
  expect(values[1]).toMatch(/^2\.25\./);
  expect(values[2]).toBe(CT_IMAGE);
  expect(leaks(done, [ROOT])).toEqual([]);
});

test('padding and form of the UID make no difference to its replacement', async () => {
  const odd = `${ROOT}.11`.padEnd(41, '1');
  const done = await run(
    file({
      elements: [
        el('0008,0016', 'UI', CT_IMAGE),
        el('0008,0018', 'UI', odd),
        sq('0008,1140', [[el('0008,1155', 'UI', `${odd} `)], [el('0008,1155', 'UI', `${odd}\0\0\0`)]]),
      ],
    }),
  );
  const uids = pathsOf(done.after, '0008,1155').map((path) => text(done.after, path));
  expect(uids).toEqual([text(done.after, '0008,0018'), text(done.after, '0008,0018')]);
});

test('UIDs in elements of VR UN are replaced or go', async () => {
  const bytes = file({ elements: [...ids(1), un('0020,000d', `${STUDY}\0`), el('0010,0020', 'LO', 'X')] });
  expect(leaks(await run(bytes), [ROOT])).toEqual([]);
});

test('a file that was anonymized is anonymized again', async () => {
  const once = await run(patientFile());
  const twice = await run(once.output);
  expect(twice.after.problems).toEqual([]);
  expect(twice.verification.findings).toEqual([]);
  expect(text(twice.after, '0002,0003')).toBe(text(twice.after, '0008,0018'));
  expect(tokenize(twice.output).dataSet.map(({ path }) => path)).toEqual(once.after.dataSet.map(({ path }) => path));
});
