/** What the output says of its own de-identification (PS3.15 E.1.1 item 6, E.3.1, E.3.2, E.3.6). */
import { describe, expect, test } from 'vitest';
import { CT_IMAGE, el, file, type Part, patientFile, sq, UNCOMPRESSED } from '../../../builders';
import { illegal } from '../legal-value';
import { pathsOf, run, text } from '../run';

const ids = [el('0008,0016', 'UI', CT_IMAGE), el('0008,0018', 'UI', '1.2.826.0.1.3680043.8.498.5')];
const name = [el('0010,0010', 'PN', 'Zwiebelsdorf^Ottokar'), el('0010,0020', 'LO', 'MRN-559-0071')];

function deidentified(more: readonly Part[]): Uint8Array {
  return file({ elements: [...ids, ...name, el('0012,0062', 'CS', 'YES'), ...more] });
}

test.each(UNCOMPRESSED)('flags, method and code: %s', async (syntax) => {
  const { after, output } = await run(patientFile({ syntax }));
  expect(after.problems).toEqual([]);
  expect(text(after, '0012,0062')).toBe('YES');
  expect(text(after, '0012,0063')).toMatch(/^Veil \d+\.\d+\.\d+.*research$/);
  expect(text(after, '0028,0303')).toBe('REMOVED');
  // In implicit VR the oracle does not know (0012,0064) as a sequence: its text is searched instead.
  for (const part of ['113100', 'DCM ', 'Basic Application Confidentiality Profile']) {
    expect(Buffer.from(after.body.length > 0 ? after.body : output).toString('latin1')).toContain(part);
  }
  expect(Buffer.from(after.body).toString('latin1')).not.toMatch(/1131(0[1-9]|1[0-2])/);
});

test('the code sequence has exactly the Basic Profile: no option was applied', async () => {
  const { after } = await run(patientFile());
  expect(pathsOf(after, '0012,0064')).toEqual(['(0012,0064)']);
  expect(text(after, '(0012,0064)[0].(0008,0100)')).toBe('113100');
  expect(text(after, '(0012,0064)[0].(0008,0102)')).toBe('DCM');
  expect(text(after, '(0012,0064)[0].(0008,0104)')).toBe('Basic Application Confidentiality Profile');
  expect(text(after, '(0012,0064)[1].(0008,0100)')).toBeUndefined();
});

describe('nothing is claimed that was not done', () => {
  test.each([
    ['Burned In Annotation', '0028,0301'],
    ['Recognizable Visual Features', '0028,0302'],
  ])('%s', async (_name, tag) => {
    expect(text((await run(patientFile())).after, tag)).toBeUndefined();
    for (const value of ['YES', 'NO']) {
      const { after } = await run(patientFile({ more: [el(tag, 'CS', value)] }));
      expect(text(after, tag)).toBe(value);
    }
  });

  test('flags of the input that say otherwise are overwritten', async () => {
    const { after } = await run(
      file({
        elements: [...ids, ...name, el('0012,0062', 'CS', 'NO'), el('0028,0303', 'CS', 'UNMODIFIED')],
      }),
    );
    expect(text(after, '0012,0062')).toBe('YES');
    expect(text(after, '0028,0303')).toBe('REMOVED');
    expect(pathsOf(after, '0012,0062')).toHaveLength(1);
  });
});

describe('an input that was de-identified before', () => {
  const codes = sq('0012,0064', [
    [el('0008,0100', 'SH', '113105'), el('0008,0102', 'SH', 'DCM'), el('0008,0104', 'LO', 'Clean Descriptors Option')],
  ]);

  test('its methods stay, ours are added', async () => {
    const { after, verification } = await run(deidentified([el('0012,0063', 'LO', ['ToolA 1.0', 'ToolB 2.3']), codes]));
    const methods = text(after, '0012,0063')?.split('\\') ?? [];
    expect(methods.slice(0, 2)).toEqual(['ToolA 1.0', 'ToolB 2.3']);
    expect(methods).toHaveLength(3);
    expect(methods[2]).toMatch(/^Veil /);
    expect(text(after, '(0012,0064)[0].(0008,0100)')).toBe('113105');
    expect(text(after, '(0012,0064)[1].(0008,0100)')).toBe('113100');
    expect(text(after, '(0012,0064)[2].(0008,0100)')).toBeUndefined();
    expect(verification.findings).toEqual([]);
  });

  test('anonymized twice, it says so once', async () => {
    const once = await run(patientFile());
    const { after } = await run(once.output);
    expect(text(after, '0012,0063')).toBe(text(once.after, '0012,0063'));
    expect(pathsOf(after, '0012,0064')).toHaveLength(1);
    expect(text(after, '(0012,0064)[1].(0008,0100)')).toBeUndefined();
  });

  test('a method that names the patient does not stay', async () => {
    const { after } = await run(
      deidentified([
        el('0012,0063', 'LO', 'cleaned by hand for Zwiebelsdorf'),
        sq('0012,0064', [[el('0008,0100', 'SH', 'X'), el('0008,0104', 'LO', 'MRN-559-0071')]]),
      ]),
    );
    expect(/Zwiebelsdorf|559-0071/.test(Buffer.from(after.body).toString('latin1'))).toBe(false);
  });

  test('private elements in its codes do not stay', async () => {
    const item = [el('0008,0100', 'SH', '113105'), el('0009,0010', 'LO', 'ACME'), el('0009,1001', 'LO', 'anything')];
    const { after, verification } = await run(deidentified([sq('0012,0064', [item])]));
    expect(after.dataSet.some(({ tag }) => tag.startsWith('(0009'))).toBe(false);
    expect(verification.findings).toEqual([]);
  });

  test('many methods: each value stays legal', async () => {
    const { after } = await run(
      deidentified([
        el(
          '0012,0063',
          'LO',
          Array.from({ length: 9 }, () => 'M'.repeat(64)),
        ),
      ]),
    );
    const method = after.dataSet.find(({ tag }) => tag === '(0012,0063)');
    expect(method && illegal('LO', method.value)).toBeUndefined();
  });

  test('methods of a file that does not say that it is de-identified are no methods', async () => {
    const { after } = await run(file({ elements: [...ids, ...name, el('0012,0063', 'LO', 'Ottokar Zwiebelsdorf')] }));
    expect(text(after, '0012,0063')).toMatch(/^Veil /);
  });
});

test('flags stand at the top level only: an item’s own are none of ours', async () => {
  const { after } = await run(patientFile());
  for (const tag of ['0012,0062', '0012,0063', '0028,0303']) expect(pathsOf(after, tag)).toHaveLength(1);
});
