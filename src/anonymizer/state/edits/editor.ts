/** Hand edits: what the user changes in the plans of the open files, and takes back. */
import { batch } from '@preact/signals';
import type { PlainError } from '../../../core/errors';
import type { Answer, ElementRow, FileEdits, Finding, OpenedFile, ValueEdit } from '../../../jobs/engine-api';
import { type Choice, type FileView, findingKey, type TextProblem } from '../file/file-view';
import { findRow } from '../file/find-row';
import type { MaskEditor } from '../image/mask-editor';
import type { Announce } from '../page/announce';
import type { Engines } from '../page/engines';
import type { PresetChoice } from '../settings/option-set';
import type { Edit, History, Step } from './history';

type Named = Pick<ElementRow, 'id' | 'name'>;

/** How many files are shown anew at a time, so that the page stays fluent. */
const SLICE = 25;

/** What an editor needs of the page. */
export interface EditorPage {
  readonly announce: Announce;
  readonly files: () => readonly FileView[];
  readonly setActions: Engines['setActions'];
  readonly editValues: Engines['editValues'];
  /** Plans are other ones now. */
  readonly changed: () => Promise<void>;
  /** Makes the preview of a file again, when its turn comes. */
  readonly remake: (file: FileView) => void;
  readonly select: (file: FileView) => void;
  /** Answers false where nothing of it can be had: the preset is gone, or the administrator locks the options. */
  readonly choosePreset: (choice: PresetChoice) => Promise<boolean>;
}

export class Editor {
  readonly history: History;
  private readonly page: EditorPage;
  private readonly masks: MaskEditor;
  /** Edits are made one after the other, in the order in which they were asked for. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(history: History, masks: MaskEditor, page: EditorPage) {
    this.history = history;
    this.masks = masks;
    this.page = page;
  }

  /** A hand edit of an element's action; null goes back to what the preset says. Answers why it can't be made. */
  edit(file: FileView, row: Named, after: Choice): Promise<PlainError | null> {
    return this.inTurn(async () => {
      const answer = await file.engine.setAction(row.id, after.action, after.value);
      if (!answer.ok) {
        this.page.announce({ kind: 'edit-refused', code: answer.error.code });
        return answer.error;
      }
      const { counts, previous: before } = answer.value;
      file.setTyping(row.id, null);
      file.takeEdits(counts, [{ row: row.id, choice: after }]);
      await this.page.changed();
      this.history.add({ kind: 'edits', name: row.name, edits: [{ file, row: row.id, before, after }] });
      this.page.announce({ kind: 'edited', name: row.name, action: after.action });
      return null;
    });
  }

  undo(): Promise<void> {
    return this.inTurn(async () => this.carryOut('undone', this.history.back()));
  }

  redo(): Promise<void> {
    return this.inTurn(async () => this.carryOut('redone', this.history.forward()));
  }

  /** Makes the hand edit of an element in all other open files that have it, as one step. */
  editOthers(file: FileView, row: Pick<ElementRow, 'id' | 'path' | 'name'>): Promise<void> {
    return this.inTurn(async () => {
      const after = file.edits.value.get(row.id);
      if (!after?.action) return;
      const others = this.page.files().filter((other) => other !== file && other.opened.value !== null);
      const wanted: Target[] = [];
      for (const other of others) {
        const found = await findRow(other.engine, row.path);
        if (found?.actions.includes(after.action)) wanted.push({ file: other, row: found.id, choice: after });
      }
      const edits = await this.setAll(wanted, true);
      if (edits.length > 0) this.history.add({ kind: 'edits', name: row.name, edits });
      this.page.announce({ kind: 'edited-others', name: row.name, files: edits.length, of: others.length });
    });
  }

  /** A hand edit of what many files say of an element, as one step. Answers why it can't be made. */
  editValues(name: string, edit: ValueEdit): Promise<PlainError | null> {
    return this.inTurn(async () => {
      const answer = await this.page.editValues(edit);
      if (!answer.ok) {
        this.page.announce({ kind: 'edit-refused', code: answer.error.code });
        return answer.error;
      }
      const after = { action: edit.action, value: edit.value };
      const edits = await this.show(answer.value, () => after, true);
      if (edits.length > 0) this.history.add({ kind: 'edits', name, edits });
      this.page.announce({ kind: 'edited-values', name, action: edit.action, files: answer.value.length });
      return null;
    });
  }

  /** Takes the text that is being typed for an element; false where it can't be used, which the row then says. */
  async applyText(file: FileView, row: number): Promise<boolean> {
    const typing = file.typing.value.get(row);
    if (!typing) return true;
    const { name, text } = typing;
    const problem: TextProblem | null =
      text === '' ? 'empty' : await this.edit(file, { id: row, name }, { action: 'replace', value: text });
    if (problem) file.setTyping(row, { ...typing, problem });
    return problem === null;
  }

  /** Takes all texts that are being typed. Answers the row of the first that can't be used. */
  async applyTexts(file: FileView): Promise<number | null> {
    for (const [row, { name }] of file.typing.value) {
      if (await this.applyText(file, row)) continue;
      this.page.announce({ kind: 'text-pending', name });
      return row;
    }
    return null;
  }

  /** Removes the element that a finding is about; false where it can't be found or removed. */
  async removeFound(file: FileView, finding: Finding): Promise<boolean> {
    const row = await findRow(file.engine, finding.path);
    if (!row?.actions.includes('remove')) return false;
    return (await this.edit(file, row, { action: 'remove', value: '' })) === null;
  }

  confirm(file: FileView, finding: Finding, checked: boolean): void {
    const confirmed = new Set(file.confirmed.value);
    if (checked) confirmed.add(findingKey(finding));
    else confirmed.delete(findingKey(finding));
    file.confirmed.value = confirmed;
  }

  /** Brings the hand edits of a file back to an engine that has just read it. */
  async restore(file: FileView, opened: OpenedFile): Promise<Answer<OpenedFile>> {
    await this.masks.restore(file, opened);
    return file.engine.restoreEdits([...file.edits.value].map(([row, choice]) => ({ row, ...choice })));
  }

  private async carryOut(kind: 'undone' | 'redone', step: Step | undefined): Promise<void> {
    if (!step) return;
    if (step.kind === 'preset') {
      const isTaken = await this.page.choosePreset(kind === 'undone' ? step.before : step.after);
      this.page.announce(isTaken ? { kind, name: null, files: 0 } : { kind: 'step-refused' });
      return;
    }
    if (step.kind === 'masks') {
      if (step.edits.length === 1) this.page.select(step.edits[0].file);
      await this.masks.put(step.edits, kind === 'undone' ? 'before' : 'after');
      this.page.announce({ kind: kind === 'undone' ? 'masks-undone' : 'masks-redone' });
      return;
    }
    const files = new Set(step.edits.map(({ file }) => file));
    const [only] = files;
    if (files.size === 1 && only) this.page.select(only);
    const done = await this.setAll(
      step.edits.map(({ file, row, before, after }) => ({ file, row, choice: kind === 'undone' ? before : after })),
      files.size > 1,
    );
    const changed = new Set(done.map(({ file }) => file)).size;
    this.page.announce(changed > 0 ? { kind, name: step.name, files: changed } : { kind: 'step-refused' });
  }

  /** Sets actions in the engines and shows them. `remake`: the previews of these files are made again. */
  private async setAll(targets: readonly Target[], remake: boolean): Promise<readonly Edit[]> {
    const choices = new Map(targets.map(({ file, row, choice }) => [`${file.id} ${row}`, choice]));
    const answer = await this.page.setActions(
      targets.map(({ file, row, choice }) => ({ file: file.id, row, ...choice })),
    );
    return answer.ok ? this.show(answer.value, (file, row) => choices.get(`${file.id} ${row}`) ?? PRESET, remake) : [];
  }

  private async show(
    done: readonly FileEdits[],
    choiceOf: (file: FileView, row: number) => Choice,
    remake: boolean,
  ): Promise<readonly Edit[]> {
    const files = new Map(this.page.files().map((file) => [file.id, file]));
    const edits: Edit[] = [];
    for (let at = 0; at < done.length; at += SLICE) {
      batch(() => {
        for (const { file: id, counts, previous } of done.slice(at, at + SLICE)) {
          const file = files.get(id);
          if (!file) continue;
          const made = previous.map(({ row, ...before }) => ({ file, row, before, after: choiceOf(file, row) }));
          for (const { row } of made) file.setTyping(row, null);
          file.takeEdits(
            counts,
            made.map(({ row, after }) => ({ row, choice: after })),
          );
          edits.push(...made);
          if (remake) this.page.remake(file);
        }
      });
      if (at + SLICE < done.length) await nextTask();
    }
    await this.page.changed();
    return edits;
  }

  private inTurn<T>(run: () => Promise<T>): Promise<T> {
    const made = this.last.then(run);
    this.last = made.catch(() => undefined);
    return made;
  }
}

interface Target {
  readonly file: FileView;
  readonly row: number;
  readonly choice: Choice;
}

const PRESET: Choice = { action: null, value: '' };

function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}
