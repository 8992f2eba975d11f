import { effect } from '@preact/signals';
import { beforeEach, describe, expect, it } from 'vitest';
import type { EditableLine } from '../../src/anonymizer/state/edits/all-values';
import { linesOf, matching } from '../../src/anonymizer/state/edits/value-lines';
import type { FileView } from '../../src/anonymizer/state/file/file-view';
import type { Event } from '../../src/anonymizer/state/page/announce';
import type { Session } from '../../src/anonymizer/state/session';
import type { DistinctValue, ElementValues } from '../../src/jobs/engine-api';
import { newPage } from './new-page';

function value(text: string, more: Partial<DistinctValue> = {}): DistinctValue {
  return {
    text,
    files: 1,
    outcome: 'kept',
    action: 'keep',
    deed: 'keep',
    newValue: '',
    removals: [],
    alike: true,
    code: '',
    decidedBy: 'none',
    option: '',
    stays: true,
    edited: false,
    file: 1,
    place: '(0008,1030)',
    ...more,
  };
}

function element(name: string, values: readonly DistinctValue[]): ElementValues {
  const path = `(0008,${name.length.toString().padStart(4, '0')})`;
  return {
    path,
    tag: path,
    keyword: name,
    name,
    vr: 'LO',
    group: 'text',
    actions: ['keep', 'remove', 'replace'],
    files: 3,
    distinct: values.length,
    values,
  };
}

describe('the lines of values', () => {
  const many = Array.from({ length: 20 }, (_, index) => value(`v${index}`));
  const elements = [element('One', [value('a')]), element('Some', [value('a'), value('b')]), element('Many!', many)];

  it('one value shares the line of its element, a few are unfolded, many are folded until asked for', () => {
    const kinds = (turned: readonly string[]) =>
      linesOf(elements, new Set(turned)).map((line) => (line.kind === 'value' ? line.value.text : line.kind));
    expect(kinds([])).toEqual(['group', 'element', 'element', 'a', 'b', 'element']);
    expect(kinds([elements[1].path])).toEqual(['group', 'element', 'element', 'element']);
    expect(kinds([elements[2].path])).toHaveLength(26);
  });

  it('a filter shows what stays or was edited, a search finds names, originals and new values', () => {
    const list = [
      element('One', [value('a', { stays: false, newValue: 'ANON' })]),
      element('Some', [value('kept'), value('gone', { stays: false, edited: true })]),
    ];
    const names = (filter: 'stays' | 'all' | 'edited', search = '') =>
      matching(list, { filter, search }).map(({ name, values }) => [name, ...values.map(({ text }) => text)]);
    expect(names('stays')).toEqual([['Some', 'kept']]);
    expect(names('edited')).toEqual([['Some', 'gone']]);
    expect(names('all', 'some')).toEqual([['Some', 'kept', 'gone']]);
    expect(names('all', 'anon')).toEqual([['One', 'a']]);
    expect(names('all', 'KEPT')).toEqual([['Some', 'kept']]);
  });
});

describe('an edit by value', () => {
  let said: Event[];
  let session: Session;
  let files: readonly FileView[];

  beforeEach(async () => {
    ({ session, said } = newPage());
    session.opener.add(
      Array.from({ length: 30 }, (_, index) => ({ blob: new Blob(['rows=6']), name: `${index}.dcm` })),
    );
    files = session.files.all.value;
    await Promise.all(files.map(ready));
    await session.values.refresh();
  });

  function ready(file: FileView): Promise<void> {
    return new Promise((resolve) => {
      const stop = effect(() => {
        if (file.verdict.value !== 'ready') return;
        queueMicrotask(() => stop());
        resolve();
      });
    });
  }

  function lineOf(name: string): EditableLine {
    const line = session.values.lines.value.find((one) => one.kind === 'element' && one.element.name === name);
    if (!line || line.kind === 'group') throw new Error(`no line ${name}`);
    return line;
  }

  const actions = () => files.map((file) => file.edits.value.get(3)?.action);

  it('is made in all files, whose previews are made again; one undo takes it back everywhere', async () => {
    await session.values.choose(lineOf('Modality'), 'remove');
    expect(actions()).toEqual(files.map(() => 'remove'));
    expect(said.at(-1)).toEqual({ kind: 'edited-values', name: 'Modality', action: 'remove', files: 30 });
    await Promise.all(files.map(ready));
    await session.editor.undo();
    expect(actions()).toEqual(files.map(() => undefined));
    expect(session.editor.history.canUndo.value).toBe(false);
    await session.editor.redo();
    expect(actions()).toEqual(files.map(() => 'remove'));
  });

  it('that replaces asks for its text, and keeps what can’t be used with the reason', async () => {
    await session.values.choose(lineOf('Modality'), 'replace');
    expect(await session.values.applyText(lineOf('Modality'))).toBe(false);
    expect(session.values.typing.value?.problem).toBe('empty');
    session.values.type(lineOf('Modality'), 'illegal');
    expect(await session.values.applyText(lineOf('Modality'))).toBe(false);
    expect(session.values.typing.value?.problem).toMatchObject({ code: 'invalid-value' });
    expect(actions().every((action) => action === undefined)).toBe(true);
    session.values.type(lineOf('Modality'), 'OT');
    expect(await session.values.applyText(lineOf('Modality'))).toBe(true);
    expect(session.values.typing.value).toBeNull();
    expect(files[29].edits.value.get(3)).toEqual({ action: 'replace', value: 'OT' });
  });
});
