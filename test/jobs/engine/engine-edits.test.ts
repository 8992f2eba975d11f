/** Hand edits in the engine: at once in the plan, legal values only, nothing that the standard demands undone. */
import { describe, expect, test } from 'vitest';
import type { EngineSettings } from '../../../src/jobs/engine-api';
import { pathsOf, text } from '../../core/deident/run';
import { tokenize } from '../../oracle/tokenizer';
import { addsUp, bytesOf, FILE, granted, nothing, opened, rowAt, rowsOf } from './open-engine';

describe('editing by hand', () => {
  const NAME = '(0010,0010)';

  test('changes the plan at once, and is taken back', async () => {
    const { engine, file: before } = await opened();
    const row = await rowAt(engine, NAME);
    const kept = granted(await engine.setAction(FILE, row.id, 'keep'));
    addsUp(kept.counts);
    expect(kept.previous.action).toBeNull();
    expect(kept.counts.kept).toBe(before.counts.kept + 1);
    expect(await rowAt(engine, NAME)).toMatchObject({
      action: 'keep',
      outcome: 'kept',
      edited: true,
      decidedBy: 'user',
    });
    const removed = granted(await engine.setAction(FILE, row.id, 'remove'));
    expect(removed.previous.action).toBe('keep');
    const undone = granted(await engine.setAction(FILE, row.id, null));
    expect(undone.counts).toEqual(before.counts);
    expect(await rowAt(engine, NAME)).toEqual(row);
  });

  test('every action that is offered can be carried out, and the output is whole', async () => {
    const { engine } = await opened();
    engine.setAllExpanded(FILE, true);
    const rows = (await rowsOf(engine)).filter(({ actions }) => actions.length > 0);
    expect(rows.length).toBeGreaterThan(20);
    const seen = new Set<string>();
    for (const row of rows) {
      for (const action of row.actions) {
        if (seen.has(`${row.vr} ${action}`)) continue;
        seen.add(`${row.vr} ${action}`);
        granted(await engine.setAction(FILE, row.id, action));
        expect(await rowAt(engine, row.path)).toMatchObject({ action, edited: true });
        const tokens = tokenize(await bytesOf(engine));
        expect(tokens.problems).toEqual([]);
        if (action === 'remove') expect(text(tokens, row.path)).toBeUndefined();
        granted(await engine.setAction(FILE, row.id, null));
      }
    }
  });

  test('own text is written', async () => {
    const { engine } = await opened();
    const row = await rowAt(engine, NAME);
    granted(await engine.setAction(FILE, row.id, 'replace', 'Case^Seven'));
    expect(text(tokenize(await bytesOf(engine)), NAME)).toBe('Case^Seven');
    const undone = granted(await engine.setAction(FILE, row.id, null));
    expect(undone.previous).toEqual({ action: 'replace', value: 'Case^Seven' });
  });

  test.each([
    ['(0010,0020)', 'X'.repeat(65)],
    ['(0008,0020)', '29.02.2024'],
    ['(0010,0040)', 'male'],
    ['(0010,1010)', '62'],
  ])('a value that is not legal in %s is refused with its place, and changes nothing', async (path, value) => {
    const { engine } = await opened();
    const row = await rowAt(engine, path);
    const answer = await engine.setAction(FILE, row.id, 'replace', value);
    expect(answer).toMatchObject({ ok: false, error: { code: 'invalid-value', tag: path } });
    expect(JSON.stringify(answer)).not.toContain(value);
    expect(await rowAt(engine, path)).toEqual(row);
  });

  test('what the standard demands cannot be edited away', async () => {
    const once = await opened();
    const { engine } = await opened(await bytesOf(once.engine));
    for (const path of ['(0012,0062)', '(0012,0064)', '(0028,0303)', '(0002,0012)']) {
      const row = await rowAt(engine, path);
      expect(row.actions).toEqual([]);
      await engine.setAction(FILE, row.id, 'remove');
      expect(pathsOf(tokenize(await bytesOf(engine)), '0012,0062')).toEqual(['(0012,0062)']);
    }
  });

  test('an action that the element does not allow is refused', async () => {
    const { engine } = await opened();
    const row = await rowAt(engine, '(0008,0020)');
    expect(row.actions).not.toContain('uid');
    expect(await engine.setAction(FILE, row.id, 'uid')).toMatchObject({ ok: false });
    expect(await engine.setAction(FILE, row.id, 'pseudonym')).toMatchObject({ ok: false });
  });

  test('a row that is not there is refused', async () => {
    const { engine } = await opened();
    expect(await engine.setAction(FILE, 99_999, 'remove')).toMatchObject({ ok: false });
    expect(await engine.setAction(8, 1, 'remove')).toMatchObject({ ok: false });
  });

  test('edits and folding outlive other settings', async () => {
    const { engine } = await opened();
    const row = await rowAt(engine, NAME);
    granted(await engine.setAction(FILE, row.id, 'remove'));
    await engine.configure({ preset: 'research' });
    expect(await rowAt(engine, NAME)).toMatchObject({ edited: true, outcome: 'removed' });
    addsUp(granted(await engine.opened(FILE)).counts);
  });

  test('an identifier that a person keeps is a finding', async () => {
    const { engine } = await opened();
    const row = await rowAt(engine, '(0008,1030)');
    granted(await engine.setAction(FILE, row.id, 'keep'));
    const result = granted(await engine.anonymize(FILE, nothing));
    expect(result.findings).toContainEqual({ kind: 'identifier', path: '(0008,1030)' });
  });
});

describe('options in force', () => {
  const method = async (options: EngineSettings['options']) => {
    const { engine } = await opened();
    await engine.configure({ preset: 'research-longitudinal', ...(options && { options }) });
    const tokens = tokenize(await bytesOf(engine));
    const codes = [0, 1, 2, 3, 4, 5].map((item) => text(tokens, `(0012,0064)[${item}].(0008,0100)`));
    return { method: text(tokens, '(0012,0063)'), codes: codes.filter((code) => code !== undefined), tokens };
  };

  test('the output names the codes of exactly these, and says where the preset has more', async () => {
    const preset = await method(undefined);
    expect(preset.codes).toEqual(['113100', '113105', '113107', '113108', '113111']);
    expect(preset.method).toMatch(/, research-longitudinal$/);
    const more = await method([
      'cleanDescriptors',
      'retainLongModifiedDates',
      'retainPatientCharacteristics',
      'retainSafePrivate',
      'retainUIDs',
    ]);
    expect(more.codes).toEqual([...preset.codes, '113110'].sort());
    expect(more.method).toBe(preset.method);
    const less = await method(['retainPatientCharacteristics']);
    expect(less.codes).toEqual(['113100', '113108']);
    expect(less.method).toBe(`${preset.method} with changes`);
    expect(text(less.tokens, '(0028,0303)')).toBe('REMOVED');
    expect(text(less.tokens, '(0008,0020)')).toBe('');
  });
});
