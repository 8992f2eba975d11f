/** Content that no rule can clean: refused until a person decides, then removed or kept as it was. */
import { describe, expect, test } from 'vitest';
import { CT_IMAGE, el, file, latin1, type Part, sq, UNCOMPRESSED } from '../../../builders';
import { find, forTag, leaks, run, text } from '../run';

const STORAGE = '1.2.840.10008.5.1.4.1.1';
const PDF = `${STORAGE}.104.1`;
const CDA = `${STORAGE}.104.2`;
const STL = `${STORAGE}.104.3`;
const OBJ = `${STORAGE}.104.4`;
const MTL = `${STORAGE}.104.5`;
const ECG = `${STORAGE}.9.1.2`;
const VOICE = `${STORAGE}.9.4.1`;
const RAW = `${STORAGE}.66`;

const NAME = 'Zwiebelsdorf';
const SECRET = latin1(`a whole document about ${NAME}, Ottokar`);

function instance(sopClass: string, late: readonly Part[], early: readonly Part[] = []): Uint8Array {
  const ids = [el('0008,0016', 'UI', sopClass), el('0008,0018', 'UI', '1.2.826.0.1.3680043.8.498.5')];
  const person = [el('0010,0010', 'PN', `${NAME}^Ottokar`), el('0010,0020', 'LO', 'MRN-559-0071')];
  return file({ sopClass, elements: [...ids, ...early, ...person, ...late] });
}

function document(sopClass: string, mimeType: string): Uint8Array {
  return instance(sopClass, [
    el('0042,0010', 'ST', `Letter about ${NAME}`),
    el('0042,0011', 'OB', SECRET),
    el('0042,0012', 'LO', mimeType),
    el('0042,0015', 'UL', SECRET.length),
  ]);
}

/** One multiplex group of two channels. */
function group(samples: Uint8Array, source = 'MDC_ECG_LEAD_I', scheme = 'MDC', interpretation = 'SS'): readonly Part[] {
  const code = [el('0008,0100', 'SH', source), el('0008,0102', 'SH', scheme)];
  return [
    el('003a,0005', 'US', 2),
    el('003a,0010', 'UL', samples.length / 4),
    sq('003a,0200', [[sq('003a,0208', [code])]]),
    el('5400,1004', 'US', 16),
    el('5400,1006', 'CS', interpretation),
    el('5400,1010', 'OW', samples),
  ];
}

const SAMPLES = latin1('the sound of a voice that says who it is');
const waveform = (sopClass: string, ...groups: readonly (readonly Part[])[]): Uint8Array =>
  instance(sopClass, [sq('5400,0100', groups)]);

const rawData = instance(
  RAW,
  [el('7fe1,0010', 'LO', 'ACME RAW'), el('7fe1,1010', 'OB', SECRET)],
  [
    el('0009,0010', 'LO', 'ACME'),
    sq('0009,1001', [[el('0009,0010', 'LO', 'ACME'), el('0009,1002', 'UN', SECRET), el('0018,1030', 'LO', 'knee')]]),
  ],
);

const REFUSED: readonly (readonly [string, string, Uint8Array])[] = [
  ['a PDF', 'encapsulated-document', document(PDF, 'application/pdf')],
  ['a CDA document', 'encapsulated-document', document(CDA, 'text/XML')],
  ['a model for printing', 'encapsulated-document', document(STL, 'model/stl')],
  ['a document in another class', 'encapsulated-document', document(CT_IMAGE, 'application/pdf')],
  ['recorded voice', 'audio', waveform(VOICE, group(SAMPLES))],
  ['an ECG with a narrative', 'audio', waveform(ECG, group(SAMPLES), group(SAMPLES, '109111', 'DCM'))],
  ['an ECG with companded samples', 'audio', waveform(ECG, group(SAMPLES, 'X', '99X', 'MB'))],
  ['raw data', 'raw-data', rawData],
];

describe('without a decision', () => {
  test.each(REFUSED)('%s: refused as %s', async (_name, code, bytes) => {
    await expect(run(bytes)).rejects.toMatchObject({ code });
  });

  test('the reason names the kind, as the standard calls it', async () => {
    await expect(run(document(MTL, 'model/mtl'))).rejects.toMatchObject({
      tag: '(0042,0011)',
      details: { holds: 'Encapsulated MTL Storage' },
    });
  });

  test('an ECG without sound is cleaned like any other file', async () => {
    const { before, after } = await run(waveform(ECG, group(SAMPLES)));
    const path = '(5400,0100)[0].(5400,1010)';
    expect(find(after, path)?.value).toEqual(find(before, path)?.value);
  });
});

describe('a preset that names the document', () => {
  test.each(['custom-preset', 'administrator'] as const)('and does not keep it answers for it: %s', async (decider) => {
    const done = await run(document(PDF, 'application/pdf'), { overrides: [forTag(0x00420011, 'remove', decider)] });
    expect(leaks(done, [NAME, 'whole document'])).toEqual([]);
    expect(find(done.after, '0042,0011')?.value.length).toBeGreaterThan(0);
    expect(done.plan.content?.decision).toBe('remove');
  });

  test('says nothing of sound', async () => {
    const overrides = [forTag(0x00420011, 'remove', 'administrator')];
    await expect(run(waveform(VOICE, group(SAMPLES)), { overrides })).rejects.toMatchObject({ code: 'audio' });
  });
});

describe('removed', () => {
  test.each(REFUSED)('%s: nothing of it is left, and the instance is whole', async (_name, _code, bytes) => {
    const done = await run(bytes, { documents: 'remove' });
    expect(done.after.problems).toEqual([]);
    expect(done.verification.findings).toEqual([]);
    expect(leaks(done, [NAME, 'whole document'])).toEqual([]);
    expect(text(done.after, '0012,0062')).toBe('YES');
    expect(text(done.after, '(0012,0064)[0].(0008,0100)')).toBe('113100');
  });

  test.each([
    [PDF, 'application/pdf', /^%PDF-1\.4\n.*%%EOF\n$/s],
    [CDA, 'text/XML', /^<\?xml .*<\/ClinicalDocument>\n$/s],
    [STL, 'model/stl', /^\0{84}$/],
    [OBJ, 'model/obj', /^# /],
    [MTL, 'model/mtl', /^# /],
    [CT_IMAGE, 'application/x-unheard-of', /./],
  ])('%s: the placeholder is a %s of the length that the header names', async (sopClass, mimeType, form) => {
    const { after } = await run(document(sopClass, mimeType), { documents: 'remove' });
    const value = find(after, '0042,0011')?.value ?? new Uint8Array(0);
    const length = find(after, '0042,0015')?.value ?? new Uint8Array(4);
    const content = value.subarray(0, new DataView(length.buffer, length.byteOffset).getUint32(0, true));
    expect(value.length - content.length).toBeLessThan(2);
    expect(Buffer.from(content).toString('latin1')).toMatch(form);
    expect(text(after, '0042,0012')).toBe(mimeType);
  });

  test('the PDF’s cross-references lead to its objects', async () => {
    const { after } = await run(document(PDF, 'application/pdf'), { documents: 'remove' });
    const pdf = Buffer.from(find(after, '0042,0011')?.value ?? []).toString('latin1');
    const table = Number(/startxref\n(\d+)/.exec(pdf)?.[1]);
    expect(pdf.slice(table, table + 4)).toBe('xref');
    const offsets = [...pdf.slice(table).matchAll(/^(\d{10}) 00000 n /gm)].map(([, digits]) => Number(digits));
    expect(offsets).toHaveLength(5);
    for (const [index, offset] of offsets.entries())
      expect(pdf.slice(offset)).toMatch(new RegExp(`^${index + 1} 0 obj`));
  });

  test.each(UNCOMPRESSED)('sound leaves one silent sample, other groups stay: %s', async (syntax) => {
    const elements = [
      el('0008,0016', 'UI', ECG),
      sq('5400,0100', [group(SAMPLES), group(SAMPLES, '109110', 'DCM')], { length: 'explicit' }),
    ];
    const { before, after } = await run(file({ syntax, sopClass: ECG, elements }), { documents: 'remove' });
    expect(after.problems).toEqual([]);
    const [ecg, voice] = ['(5400,0100)[0]', '(5400,0100)[1]'];
    expect(find(before, `${ecg}.(5400,1010)`)?.value).toHaveLength(SAMPLES.length);
    expect(find(after, `${ecg}.(5400,1010)`)?.value).toEqual(find(before, `${ecg}.(5400,1010)`)?.value);
    expect(find(after, `${voice}.(5400,1010)`)?.value).toEqual(new Uint8Array(4));
    expect([...(find(after, `${voice}.(003A,0010)`)?.value ?? [])].reduce((sum, byte) => sum + byte, 0)).toBe(1);
  });

  test('a hand edit does not bring it back', async () => {
    const edits = { '(0042,0011)': { action: 'keep' } } as const;
    const done = await run(document(PDF, 'application/pdf'), { documents: 'remove', edits });
    expect(leaks(done, [NAME])).toEqual([]);
  });
});

describe('kept, because it was checked', () => {
  test.each(REFUSED)('%s: stays byte by byte', async (_name, _code, bytes) => {
    const { before, after, plan } = await run(bytes, { documents: 'keep-checked' });
    const kept = [...(plan.content?.rules.keys() ?? [])].map((row) => plan.dataSet.path(row));
    expect(kept).not.toEqual([]);
    for (const path of kept) expect(find(after, path)?.value).toEqual(find(before, path)?.value);
  });

  test('the header around it is cleaned', async () => {
    const { after } = await run(document(PDF, 'application/pdf'), { documents: 'keep-checked' });
    expect(text(after, '0010,0010')).not.toContain(NAME);
    expect(text(after, '0042,0010') ?? '').not.toContain(NAME);
  });

  test('an identifier in it is a finding: the one who checked may have overlooked it', async () => {
    const { verification } = await run(document(PDF, 'application/pdf'), { documents: 'keep-checked' });
    expect(verification.findings).toEqual([{ kind: 'identifier', path: '(0042,0011)' }]);
  });

  test('the output does not claim the Basic Profile, which replaces documents', async () => {
    const { after } = await run(document(PDF, 'application/pdf'), { documents: 'keep-checked' });
    expect(text(after, '0012,0063')).toMatch(/ with changes$/);
    expect(text(after, '(0012,0064)[0].(0008,0100)')).toBeUndefined();
  });

  test('nobody keeps what the administrator wants removed', async () => {
    const overrides = [forTag(0x00420011, 'remove', 'administrator')];
    const { after } = await run(document(PDF, 'application/pdf'), { documents: 'keep-checked', overrides });
    expect(find(after, '0042,0011')).toBeUndefined();
  });
});
