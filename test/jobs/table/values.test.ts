/** What all open files say of an element, and edits by value over all of them. */
import { describe, expect, test } from 'vitest';
import { Engine } from '../../../src/jobs/engine/engine';
import type { ElementValues } from '../../../src/jobs/engine-api';
import { mergeValues } from '../../../src/jobs/table/merge-values';
import { el, patientFile, sq } from '../../builders';
import { KEY, text } from '../../core/deident/run';
import { tokenize } from '../../oracle/tokenizer';
import { ALL, blobOf, granted, nothing, wholeOf } from '../engine/open-engine';

const STUDY = '(0008,1030)';
const PROTOCOL = '(0018,9423)';
const NESTED = '(0018,9465).(0018,1020)';

/** Three files: two protocols, and versions in the items of a sequence. */
async function study(protocols = ['Thorax', 'Thorax', 'Abdomen']): Promise<Engine> {
  const engine = new Engine({ key: KEY });
  for (const [index, protocol] of protocols.entries()) {
    const versions = [[el('0018,1020', 'LO', 'VB40')], [el('0018,1020', 'LO', `VB4${index}`)]];
    const more = [el('0018,9423', 'LO', protocol), sq('0018,9465', versions)];
    granted(await engine.open(index + 1, blobOf(patientFile({ sopInstance: `1.2.3.${index}`, more })), nothing));
  }
  return engine;
}

async function valuesAt(engine: Engine, path: string): Promise<ElementValues> {
  const found = (await engine.values()).find((one) => one.path === path);
  if (!found) throw new Error(`no values at ${path}`);
  return found;
}

async function written(engine: Engine, file: number) {
  return tokenize(await wholeOf(granted(await engine.anonymize(file, nothing))));
}

describe('the values of an element', () => {
  test('are listed once, with the number of files that have them, whatever the item', async () => {
    const engine = await study();
    expect(await valuesAt(engine, PROTOCOL)).toMatchObject({
      name: 'Acquisition Protocol Name',
      group: 'text',
      files: 3,
      distinct: 2,
      values: [
        { text: 'Thorax', files: 2, outcome: 'kept', stays: true, alike: true },
        { text: 'Abdomen', files: 1, stays: true },
      ],
    });
    const nested = await valuesAt(engine, NESTED);
    expect(nested.values.map(({ text: value, files }) => [value, files])).toEqual([
      ['VB40', 3],
      ['VB41', 1],
      ['VB42', 1],
    ]);
  });

  test('say what becomes of them, and where files differ', async () => {
    const engine = await study();
    expect((await valuesAt(engine, STUDY)).values).toMatchObject([{ outcome: 'removed', stays: false, alike: true }]);
    const { rows } = await engine.rows(2, { ...ALL, search: PROTOCOL }, 0, 1);
    granted(await engine.setAction(2, rows[0]?.id ?? -1, 'remove'));
    expect((await valuesAt(engine, PROTOCOL)).values[0]).toMatchObject({ alike: false, edited: true, stays: true });
  });

  test('are those that a person answers for, and what a person has edited', async () => {
    const engine = await study();
    const paths = async () => (await engine.values()).map(({ path }) => path);
    expect(await paths()).not.toContain('(0018,0060)');
    const { rows } = await engine.rows(1, { ...ALL, search: '(0018,0060)' }, 0, 1);
    granted(await engine.setAction(1, rows[0]?.id ?? -1, 'zero'));
    expect(await paths()).toContain('(0018,0060)');
  });

  test('of several engines add up', async () => {
    const whole = await study(['A', 'B', 'A', 'C']);
    const parts = await Promise.all([study(['A', 'B']), study(['A', 'C'])]);
    const merged = mergeValues(await Promise.all(parts.map((engine) => engine.values())));
    const protocols = (list: readonly ElementValues[]) =>
      list.find(({ path }) => path === PROTOCOL)?.values.map(({ text: value, files }) => [value, files]);
    expect(protocols(merged)).toEqual(protocols(await whole.values()));
    expect(merged.map(({ path }) => path)).toEqual((await whole.values()).map(({ path }) => path));
  });
});

describe('an edit by value', () => {
  test('is made in all files that say it, in each item, and in no other', async () => {
    const engine = await study();
    const done = granted(await engine.editValues({ path: NESTED, text: 'VB40', action: 'remove', value: '' }));
    expect(done.map(({ file, previous }) => [file, previous.length])).toEqual([
      [1, 2],
      [2, 1],
      [3, 1],
    ]);
    expect((await written(engine, 1)).dataSet.filter(({ tag }) => tag === '(0018,1020)')).toHaveLength(0);
    const second = (await written(engine, 2)).dataSet.filter(({ tag }) => tag === '(0018,1020)');
    expect(second.map(({ path }) => path)).toEqual(['(0018,9465)[1].(0018,1020)']);
  });

  test('of all values takes another text, and is taken back by what it answers', async () => {
    const engine = await study();
    const done = granted(await engine.editValues({ path: STUDY, text: null, action: 'replace', value: 'TRIAL 7' }));
    expect(done).toHaveLength(3);
    expect(text(await written(engine, 3), STUDY)).toBe('TRIAL 7');
    const back = done.flatMap(({ file, previous }) => previous.map((edit) => ({ file, ...edit })));
    granted(await engine.setActions(back));
    expect(text(await written(engine, 3), STUDY)).toBeUndefined();
  });

  test.each([
    ['too long for SH', '(0008,1010)', 'X'.repeat(17)],
    ['no date', '(0008,0020)', '20240231'],
  ])('with a text that is %s is refused, and changes nothing', async (_what, path, value) => {
    const engine = await study();
    const before = await engine.values();
    const answer = await engine.editValues({ path, text: null, action: 'replace', value });
    expect(answer).toMatchObject({ ok: false, error: { code: 'invalid-value' } });
    expect(await engine.values()).toEqual(before);
  });
});
