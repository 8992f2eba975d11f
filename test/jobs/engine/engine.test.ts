/** The engine of the page, over Node's Blob: plain data in and out, counts that add up, no identifiers in errors. */
import { beforeAll, describe, expect, test } from 'vitest';
import { Engine } from '../../../src/jobs/engine/engine';
import type { ElementRow, Progress, Result, RowQuery } from '../../../src/jobs/engine-api';
import { BROKEN, el, file, PATIENT_IDENTIFIERS, patientFile, SYNTAX, sq } from '../../builders';
import { KEY, occurs, text } from '../../core/deident/run';
import { tokenize } from '../../oracle/tokenizer';
import { ALL, addsUp, blobOf, bytesOf, FILE, granted, nothing, opened, rowAt, rowsOf, wholeOf } from './open-engine';

describe('opening', () => {
  test('tells what a person needs to recognise the file', async () => {
    const { file: found } = await opened();
    expect(found.summary).toMatchObject({
      patientName: 'Grünwald^Friedemann^^Dr.',
      patientId: 'PAT-4711-X',
      birthDate: '19610417',
      studyDate: '20240229',
      modality: 'CT',
      sizeInBytes: patientFile().length,
      image: { rows: 16, columns: 16, frames: 1, bitsAllocated: 16, bitsStored: 12, encapsulated: false },
    });
    expect(found.warnings.map(({ code }) => code)).toContain('private-elements');
  });

  test('reports its progress', async () => {
    const engine = new Engine({ key: KEY });
    const phases: string[] = [];
    const note = ({ phase, done, total }: Progress): void => {
      expect(done).toBeLessThanOrEqual(total);
      phases.push(phase);
    };
    await engine.open(FILE, blobOf(patientFile({ rows: 600, columns: 600 })), note);
    await engine.anonymize(FILE, note);
    expect(phases).toEqual(expect.arrayContaining(['planning', 'writing', 'verifying']));
  });

  test('warnings for inputs at risk', async () => {
    const codes = async (...parts: Parameters<typeof el>[]) => {
      const bytes = patientFile({ more: parts.map((part) => el(...part)) });
      return (await opened(bytes)).file.warnings.map(({ code }) => code);
    };
    expect(await codes(['0028,0301', 'CS', 'YES'])).toContain('burned-in-annotation');
    const once = granted(await (await opened()).engine.anonymize(FILE, nothing));
    const again = await opened(await wholeOf(once));
    expect(again.file.warnings.map(({ code }) => code)).toContain('already-deidentified');
  });

  test('several files do not mix', async () => {
    const engine = new Engine({ key: KEY });
    for (const id of [1, 2, 3]) await engine.open(id, blobOf(patientFile({ patientId: `P-${id}` })), nothing);
    for (const id of [3, 1, 2]) expect(granted(await engine.opened(id)).summary.patientId).toBe(`P-${id}`);
    engine.close(2);
    expect(await engine.opened(2)).toMatchObject({ ok: false });
    expect((await engine.rows(2, ALL, 0, 10)).total).toBe(0);
    expect(await engine.opened(3)).toMatchObject({ ok: true });
  });
});

describe('the list of elements', () => {
  test('pages join to the whole, without gaps or repetition', async () => {
    const { engine } = await opened();
    engine.setAllExpanded(FILE, true);
    const whole = await rowsOf(engine);
    const { total } = await engine.rows(FILE, ALL, 0, 0);
    expect(total).toBe(whole.length);
    const pages: ElementRow[] = [];
    for (let at = 0; at < total; at += 7) pages.push(...(await engine.rows(FILE, ALL, at, 7)).rows);
    expect(pages).toEqual(whole);
    expect(new Set(whole.map(({ id }) => id)).size).toBe(total);
    expect((await engine.rows(FILE, ALL, total, 10)).rows).toEqual([]);
    expect((await engine.rows(FILE, ALL, -5, 10)).rows.length).toBeLessThanOrEqual(10);
  });

  test('unfolded, every element of input and output is there, in the order of their tags', async () => {
    const { engine } = await opened();
    engine.setAllExpanded(FILE, true);
    const rows = await rowsOf(engine);
    const paths = new Set(rows.map(({ path }) => path));
    const input = tokenize(patientFile());
    expect([...input.meta, ...input.dataSet].filter(({ path }) => !paths.has(path)).map(({ path }) => path)).toEqual(
      [],
    );
    const output = tokenize(await bytesOf(engine));
    const top = output.dataSet.filter(({ path, tag }) => path === tag && !paths.has(path));
    expect(top).toEqual([]);
    const tags = rows.filter(({ depth }) => depth === 0).map(({ tag }) => tag);
    expect(tags).toEqual([...tags].sort());
  });

  test('folded, sequences hide what they hold; one unfolds alone', async () => {
    const { engine } = await opened();
    const folded = await rowsOf(engine);
    expect(folded.every(({ depth }) => depth === 0)).toBe(true);
    const sequence = folded.find(({ path }) => path === '(0008,1140)');
    expect(sequence).toMatchObject({ kind: 'sequence', children: 2, expanded: false });
    engine.setExpanded(FILE, sequence?.id ?? -1, true);
    const shown = await rowsOf(engine);
    expect(shown.length).toBe(folded.length + 2);
    expect(shown.filter(({ kind }) => kind === 'item')).toHaveLength(2);
    engine.setExpanded(FILE, sequence?.id ?? -1, false);
    expect(await rowsOf(engine)).toEqual(folded);
    engine.setAllExpanded(FILE, true);
    const unfolded = await rowsOf(engine);
    expect(unfolded.length).toBeGreaterThan(folded.length);
    engine.setAllExpanded(FILE, false);
    expect(await rowsOf(engine)).toEqual(folded);
  });

  test.each([
    ['a tag', '0010,0010'],
    ['a tag in digits', '00100010'],
    ['a keyword, without case', 'patientname'],
    ['a name', "patient's name"],
    ['an original value', 'friedemann'],
    ['blanks around', '  FRIEDEMANN '],
  ])('search by %s finds the element at every depth, folded or not', async (_name, search) => {
    const { engine } = await opened();
    const found = await rowsOf(engine, { search });
    expect(found.map(({ path }) => path)).toContain('(0010,0010)');
    expect(found.map(({ path }) => path)).toContain('(0400,0561)[0].(0400,0550)[0].(0010,0010)');
    expect(found.length).toBeLessThan(10);
  });

  test('search finds new values, and nothing where there is nothing', async () => {
    const { engine } = await opened();
    const name = await rowAt(engine, '(0010,0010)');
    const found = await rowsOf(engine, { search: name.newValue });
    expect(found.map(({ path }) => path)).toEqual(expect.arrayContaining(['(0010,0010)', '(0010,0020)']));
    expect((await engine.rows(FILE, { ...ALL, search: 'xyzzy' }, 0, 9)).total).toBe(0);
    expect((await rowsOf(engine, { search: 'Identity Removed' })).map(({ tag }) => tag)).toContain('(0012,0062)');
  });

  test('filters by outcome and category give what was counted', async () => {
    const { engine, file: found } = await opened();
    addsUp(found.counts);
    for (const outcome of ['changed', 'removed', 'kept'] as const) {
      const rows = await rowsOf(engine, { outcome });
      expect(rows.length).toBe(found.counts[outcome]);
      const group = (row: ElementRow) =>
        row.outcome === 'kept' || row.outcome === 'removed' ? row.outcome : 'changed';
      expect(rows.every((row) => group(row) === outcome)).toBe(true);
    }
    for (const [category, counts] of Object.entries(found.counts.byCategory)) {
      const rows = await rowsOf(engine, { category: category as RowQuery['category'] });
      expect(rows.length).toBe(counts.all);
      expect(rows.every((row) => row.category === category)).toBe(true);
    }
  });

  test('the place of a row in the list', async () => {
    const { engine } = await opened();
    const rows = await rowsOf(engine, { search: 'patient' });
    for (const [index, row] of rows.entries()) {
      expect(await engine.indexOf(FILE, { ...ALL, search: 'patient' }, row.id)).toBe(index);
    }
    expect(await engine.indexOf(FILE, ALL, 99_999)).toBe(-1);
  });

  test('what the list says is what the output has', async () => {
    const { engine } = await opened();
    engine.setAllExpanded(FILE, true);
    const rows = (await rowsOf(engine)).filter(({ kind }) => kind === 'element' || kind === 'added');
    const output = tokenize(await bytesOf(engine));
    const input = tokenize(patientFile());
    for (const row of rows) {
      if (row.vr === 'SQ' || row.tag.endsWith(',0000)')) continue;
      const after = text(output, row.path);
      if (row.outcome === 'removed') expect(after, row.path).toBeUndefined();
      else if (row.outcome === 'emptied') expect(after, row.path).toBe('');
      else if (row.outcome === 'kept') expect(after, row.path).toBe(text(input, row.path));
      else if (!row.binary && row.vr !== 'OB') expect(after, row.path).toBe(row.newValue);
    }
  });
});

describe('the output', () => {
  let result: Result;
  let bytes: Uint8Array;

  beforeAll(async () => {
    const { engine } = await opened();
    result = granted(await engine.anonymize(FILE, nothing));
    bytes = await wholeOf(result);
  });

  test('is a whole file without identifiers, named by its own UID', () => {
    const tokens = tokenize(bytes);
    expect(tokens.problems).toEqual([]);
    expect(result.sizeInBytes).toBe(bytes.length);
    expect(result.name).toBe(`${text(tokens, '0008,0018')}.dcm`);
    expect(PATIENT_IDENTIFIERS.filter((word) => occurs(bytes, word))).toEqual([]);
    addsUp(result.counts);
  });

  test('says what was checked', () => {
    expect(result.findings).toEqual([]);
    expect(result.checked.elements).toBeGreaterThan(50);
    expect(result.checked.identifiers).toBeGreaterThan(20);
  });

  test('opens again, in every transfer syntax', async () => {
    for (const syntax of [SYNTAX.implicit, SYNTAX.bigEndian, SYNTAX.deflated, SYNTAX.jpegBaseline]) {
      const first = await opened(patientFile({ syntax }));
      const again = await opened(await bytesOf(first.engine));
      expect(again.file.summary.patientName).toMatch(/^ANON-/);
      expect(granted(await again.engine.anonymize(FILE, nothing)).findings).toEqual([]);
    }
  });
});

describe('what goes wrong', () => {
  test.each(BROKEN.map(({ name, bytes }) => [name, bytes] as const))(
    '%s: plain data, no identifier',
    async (_name, bytes) => {
      const engine = new Engine({ key: KEY });
      const answer = await engine.open(FILE, blobOf(bytes), nothing);
      expect(answer.ok).toBe(false);
      expect(structuredClone(answer)).toEqual(answer);
      if (!answer.ok) expect(answer.error.code).not.toBe('internal');
      const told = JSON.stringify(answer);
      for (const word of [...PATIENT_IDENTIFIERS, 'Doe', 'Jane', 'PAT-1']) expect(told).not.toContain(word);
      expect((await engine.rows(FILE, ALL, 0, 10)).total).toBe(0);
      expect(await engine.anonymize(FILE, nothing)).toMatchObject({ ok: false });
    },
  );

  test('cut anywhere, the file is refused, or whole without what was cut', async () => {
    const bytes = patientFile();
    const engine = new Engine({ key: KEY });
    for (let end = 140; end < bytes.length; end += 97) {
      const answer = await engine.open(FILE, blobOf(bytes.subarray(0, end)), nothing);
      const told = JSON.stringify(answer.ok ? answer.value.warnings : answer.error);
      expect(PATIENT_IDENTIFIERS.filter((word) => told.includes(word))).toEqual([]);
      if (!answer.ok) {
        expect(answer.error.code).toMatch(/^(truncated|length-past-end|no-data-set|not-dicom|bad-file-meta)$/);
        expect(answer.error.offset ?? 0).toBeLessThanOrEqual(end);
        continue;
      }
      const out = tokenize(await bytesOf(engine));
      expect(out.problems).toEqual([]);
    }
  });

  test('a Blob that cannot be read any more', async () => {
    const blob = blobOf(patientFile());
    const broken = Object.assign(Object.create(Blob.prototype) as Blob, {
      slice: () => ({ arrayBuffer: () => Promise.reject(new Error('NotReadable: Grünwald.dcm')) }),
    });
    Object.defineProperty(broken, 'size', { value: blob.size });
    const answer = await new Engine({ key: KEY }).open(FILE, broken, nothing);
    expect(answer).toMatchObject({ ok: false, error: { code: 'unreadable' } });
    expect(JSON.stringify(answer)).not.toContain('Grünwald');
  });

  test('under a preset that is not there nothing is made', async () => {
    const { engine } = await opened();
    await engine.configure({ preset: 'nowhere' });
    expect((await rowAt(engine, '(0010,0010)')).outcome).toBe('replaced');
    expect(await engine.anonymize(FILE, nothing)).toMatchObject({
      ok: false,
      error: { code: 'settings-invalid', details: { path: 'preset', reason: 'no-preset' } },
    });
  });

  test('a file of a kind that cannot be cleaned', async () => {
    const document = file({
      sopClass: '1.2.840.10008.5.1.4.1.1.104.1',
      elements: [
        el('0008,0016', 'UI', '1.2.840.10008.5.1.4.1.1.104.1'),
        el('0010,0010', 'PN', 'Doe^Jane'),
        sq('0040,0275', []),
        el('0042,0011', 'OB', '%PDF'),
      ],
    });
    const engine = new Engine({ key: KEY });
    const answer = await engine.open(FILE, blobOf(document), nothing);
    expect(answer).toMatchObject({ ok: false, error: { code: 'encapsulated-document', tag: '(0042,0011)' } });

    const decided = await engine.open(FILE, blobOf(document), nothing, 'remove');
    expect(granted(decided).content).toEqual({ kinds: ['encapsulated-document'], decision: 'remove' });
    await engine.configure({ preset: 'internal' });
    expect(await rowAt(engine, '(0042,0011)')).toMatchObject({ outcome: 'replaced', decidedBy: 'user', actions: [] });
  });
});

describe('what files of a study say of each other’s people', () => {
  const described = (physician?: string): Blob =>
    blobOf(
      file({
        sopInstance: `1.2.826.0.1.3680043.8.498.4711.${physician ? 2 : 1}`,
        elements: [
          ...(physician ? [el('0008,0090', 'PN', physician)] : []),
          el('0008,103e', 'LO', 'CT YOUNG Thorax'),
          el('0010,0020', 'LO', 'P-77'),
          el('0020,000d', 'UI', '1.2.826.0.1.3680043.8.498.4711'),
        ],
      }),
    );
  const description = async (engine: Engine, id: number): Promise<string> => {
    const { rows } = await engine.rows(id, { ...ALL, search: '(0008,103E)' }, 0, 10);
    return rows[0]?.newValue || (rows[0]?.original ?? '');
  };

  test('a file opened later changes the plans of earlier ones, in this engine and in others', async () => {
    const [one, two] = [new Engine({ key: KEY }), new Engine({ key: KEY })];
    for (const engine of [one, two]) await engine.configure({ preset: 'teleradiology' });
    await one.open(1, described(), nothing);
    await two.open(2, described(), nothing);
    await one.learnt();
    await two.learnt();
    expect(await description(one, 1)).toBe('CT YOUNG Thorax');
    await one.open(3, described('Young^Long'), nothing);
    const { values, replanned } = await one.learnt();
    expect(replanned).toEqual([1]);
    expect(await two.know(values)).toEqual([2]);
    for (const [engine, id] of [
      [one, 1],
      [two, 2],
      [one, 3],
    ] as const) {
      expect((await description(engine, id)).trim()).toBe('CT Thorax');
    }
    expect(await one.learnt()).toEqual({ values: [], replanned: [] });
  });

  test('without cleaned descriptions nothing is learnt', async () => {
    const engine = new Engine({ key: KEY });
    await engine.open(1, described('Young^Long'), nothing);
    expect(await engine.learnt()).toEqual({ values: [], replanned: [] });
  });
});
