/** Hand edits: what the user changes in the plans of the open files, and takes back. */
import { batch } from '@preact/signals';
import type { PlainError } from '../../core/errors';
import type { Answer, ElementRow, Finding, OpenedFile } from '../../jobs/engine-api';
import type { Announce } from './announce';
import { type FileView, findingKey, type TextProblem } from './file-view';
import { findRow } from './find-row';
import type { Choice, Edit } from './history';
import type { MaskEditor } from './image/mask-editor';

type Named = Pick<ElementRow, 'id' | 'name'>;

/** What an editor needs of the page. */
export interface EditorPage {
  readonly announce: Announce;
  readonly files: () => readonly FileView[];
  /** The rows of a file are other ones now. */
  readonly changed: (file: FileView) => Promise<void>;
  /** Makes the preview of a file again, when its turn comes. */
  readonly remake: (file: FileView) => void;
}

export class Editor {
  private readonly page: EditorPage;
  private readonly masks: MaskEditor;

  constructor(page: EditorPage, masks: MaskEditor) {
    this.page = page;
    this.masks = masks;
  }

  /** A hand edit of an element's action; null goes back to what the preset says. Answers why it can't be made. */
  async edit(file: FileView, row: Named, after: Choice): Promise<PlainError | null> {
    const answer = await this.apply(file, row.id, after);
    if (!answer.ok) {
      this.page.announce({ kind: 'edit-refused', code: answer.error.code });
      return answer.error;
    }
    file.setTyping(row.id, null);
    file.history.add({ kind: 'element', row: row.id, name: row.name, before: answer.value, after });
    this.page.announce({ kind: 'edited', name: row.name, action: after.action });
    return null;
  }

  async undo(file: FileView): Promise<void> {
    const edit = file.history.back();
    if (!edit) return;
    await this.put(file, edit, 'before');
    this.page.announce(edit.kind === 'masks' ? { kind: 'masks-undone' } : { kind: 'undone', name: edit.name });
  }

  async redo(file: FileView): Promise<void> {
    const edit = file.history.forward();
    if (!edit) return;
    await this.put(file, edit, 'after');
    this.page.announce(edit.kind === 'masks' ? { kind: 'masks-redone' } : { kind: 'redone', name: edit.name });
  }

  /** Makes the hand edit of an element in all other open files that have it, and their previews again. */
  async editOthers(file: FileView, row: Pick<ElementRow, 'id' | 'path' | 'name'>): Promise<void> {
    const choice = file.edits.value.get(row.id);
    const others = this.page.files().filter((other) => other !== file && other.opened.value !== null);
    if (!choice?.action) return;
    let done = 0;
    for (const other of others) {
      const found = await findRow(other.engine, row.path);
      if (!found?.actions.includes(choice.action)) continue;
      const answer = await this.apply(other, found.id, choice);
      if (!answer.ok) continue;
      other.setTyping(found.id, null);
      other.history.add({ kind: 'element', row: found.id, name: row.name, before: answer.value, after: choice });
      this.page.remake(other);
      done += 1;
    }
    this.page.announce({ kind: 'edited-others', name: row.name, files: done, of: others.length });
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

  /** Makes the hand edits of a file again in an engine that has just read it. */
  async restore(file: FileView): Promise<Answer<OpenedFile>> {
    await this.masks.restore(file);
    for (const [row, { action, value }] of file.edits.value) await file.engine.setAction(row, action, value);
    return file.engine.opened();
  }

  private async put(file: FileView, edit: Edit, side: 'before' | 'after'): Promise<void> {
    if (edit.kind === 'masks') await this.masks.put(file, edit[side]);
    else await this.apply(file, edit.row, edit[side]);
  }

  /** Changes an action in the engine; answers what it was before. */
  private async apply(file: FileView, row: number, choice: Choice): Promise<Answer<Choice>> {
    const answer = await file.engine.setAction(row, choice.action, choice.value);
    const opened = file.opened.value;
    if (!answer.ok) return answer;
    if (!opened) return { ok: false, error: { code: 'cancelled', details: {} } };
    const edits = new Map(file.edits.value);
    if (choice.action) edits.set(row, choice);
    else edits.delete(row);
    batch(() => {
      file.reading.value = { kind: 'opened', opened: { ...opened, counts: answer.value.counts } };
      file.edits.value = edits;
      file.outdated.value = true;
      file.undownloaded.value = true;
    });
    await this.page.changed(file);
    return { ok: true, value: answer.value.previous };
  }
}
