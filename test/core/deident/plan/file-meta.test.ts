/** PS3.15 E.1.1 item 7: preamble and File Meta Information describe this software and nothing before it. */
import { describe, expect, test } from 'vitest';
import { IMPLEMENTATION_CLASS_UID } from '../../../../src/core/deident/plan/file-meta-plan';
import {
  CT_IMAGE,
  el,
  file,
  latin1,
  patientElements,
  patientFile,
  SYNTAX,
  UNCOMPRESSED,
  withGroupLength,
} from '../../../builders';
import { illegal } from '../legal-value';
import { leaks, run, text } from '../run';

const META = [
  el('0002,0016', 'AE', 'QUELLAE'),
  el('0002,0017', 'AE', 'SENDEAE'),
  el('0002,0018', 'AE', 'EMPFANGAE'),
  el('0002,0026', 'UR', 'dicom://quelle.example.org'),
  el('0002,0027', 'UR', 'dicom://sender.example.org'),
  el('0002,0028', 'UR', 'dicom://receiver.example.org'),
  el('0002,0100', 'UI', '1.2.826.0.1.3680043.8.498.55'),
  el('0002,0102', 'OB', latin1('Zwiebelsdorf was here')),
];
const TOLD = [
  'QUELLAE',
  'SENDEAE',
  'EMPFANGAE',
  'example.org',
  'Zwiebelsdorf',
  '1.2.826.0.1.3680043.8.498',
  'BUILDER_1',
];

describe.each([...UNCOMPRESSED, SYNTAX.jpegBaseline])('transfer syntax %s', (syntax) => {
  test('group 0002 is ours', async () => {
    const preamble = latin1('II*\0 Zwiebelsdorf'.padEnd(128, 'x'));
    const done = await run(patientFile({ syntax, preamble, moreMeta: META }));
    expect(leaks(done, TOLD)).toEqual([]);
    expect(done.output.subarray(0, 128).every((byte) => byte === 0)).toBe(true);
    expect(Buffer.from(done.output.subarray(128, 132)).toString()).toBe('DICM');
    expect(done.after.problems).toEqual([]);
    expect(done.after.meta.map(({ tag }) => tag)).toEqual(
      ['0000', '0001', '0002', '0003', '0010', '0012', '0013'].map((element) => `(0002,${element})`),
    );
    expect(text(done.after, '0002,0002')).toBe(CT_IMAGE);
    expect(text(done.after, '0002,0003')).toBe(text(done.after, '0008,0018'));
    expect(text(done.after, '0002,0010')).toBe(syntax);
    expect(text(done.after, '0002,0012')).toBe(IMPLEMENTATION_CLASS_UID);
    expect(text(done.after, '0002,0013')).toMatch(/^VEIL_/);
    for (const { vr, value } of done.after.meta) expect(illegal(vr, value)).toBeUndefined();
  });
});

test.each(['no preamble', 'no file meta', 'no group length'])(
  '%s: the output is a proper Part 10 file',
  async (kind) => {
    const done = await run(
      file({
        elements: patientElements(),
        ...(kind === 'no preamble' && { preamble: 'none' }),
        ...(kind === 'no file meta' && { meta: 'none', preamble: 'none', writtenAs: SYNTAX.implicit }),
        ...(kind === 'no group length' && { metaGroupLength: 'none' }),
      }),
    );
    expect(done.after.preamble).toBe(true);
    expect(done.after.problems).toEqual([]);
    expect(text(done.after, '0002,0003')).toBe(text(done.after, '0008,0018'));
    expect(done.verification.findings).toEqual([]);
  },
);

test('a Media Storage SOP Instance UID that differs from the data set’s is not kept', async () => {
  const other = '1.2.826.0.1.3680043.8.498.4242';
  const done = await run(patientFile({ sopInstance: other }));
  expect(leaks(done, [other])).toEqual([]);
  const apart = await run(
    file({ sopInstance: other, elements: [el('0008,0016', 'UI', CT_IMAGE), el('0008,0018', 'UI', '1.2.3.4.5.6.7')] }),
  );
  expect(leaks(apart, [other, '1.2.3.4.5.6.7'])).toEqual([]);
  expect(text(apart.after, '0002,0003')).toBe(text(apart.after, '0008,0018'));
});

test('elements of groups 0000, 0002, 0004 and 0006 have no place in a data set', async () => {
  const done = await run(
    file({
      meta: [el('0002,0001', 'OB', Uint8Array.of(0, 1)), el('0002,0010', 'UI', SYNTAX.explicit)],
      elements: [
        el('0004,1130', 'CS', 'ZWIEBEL'),
        el('0004,1511', 'UI', '1.2.3.4.5.6.7'),
        el('0008,0016', 'UI', CT_IMAGE),
        el('0008,0018', 'UI', '1.2.3.4.5.6.8'),
      ],
    }),
  );
  expect(done.after.dataSet.filter(({ tag }) => tag < '(0008')).toEqual([]);
  expect(leaks(done, ['ZWIEBEL', '1.2.3.4.5.6.7'])).toEqual([]);
});

test('group lengths go, trailing padding goes', async () => {
  const done = await run(
    file({
      elements: [
        el('0008,0016', 'UI', CT_IMAGE),
        withGroupLength('0010', [el('0010,0010', 'PN', 'Zwiebelsdorf^Ottokar')]),
        el('7fe0,0010', 'OW', [1, 2]),
        el('fffc,fffc', 'OB', latin1('Zwiebelsdorf')),
      ],
    }),
  );
  expect(done.after.dataSet.some(({ tag }) => tag.endsWith(',0000)') || tag.startsWith('(FFFC'))).toBe(false);
  expect(leaks(done, ['Zwiebelsdorf'])).toEqual([]);
});

test('bytes after the data set do not come along', async () => {
  const done = await run(patientFile({ trailing: new Uint8Array(512) }));
  expect(done.output.length).toBeLessThan(done.input.length);
  expect(done.after.dataSet.at(-1)?.end).toBe(done.after.body.length);
});
