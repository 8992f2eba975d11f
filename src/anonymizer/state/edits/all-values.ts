/** What all open files say: the values of their elements, and edits of them in all files at once. */
import { computed, signal } from '@preact/signals';
import type { ActionName, ElementValues } from '../../../jobs/engine-api';
import type { Typing } from '../file/file-view';
import type { Engines } from '../page/engines';
import type { Editor } from './editor';
import { linesOf, matching, type ValueLine, type ValueQuery } from './value-lines';

export type EditableLine = Exclude<ValueLine, { readonly kind: 'group' }>;

export class AllValues {
  /** null: not asked for yet. */
  readonly elements = signal<readonly ElementValues[] | null>(null);
  readonly query = signal<ValueQuery>({ filter: 'stays', search: '' });
  readonly lines = computed(() =>
    this.elements.value === null ? [] : linesOf(matching(this.elements.value, this.query.value), this.turned.value),
  );
  /** The text that is being typed, and the key of its line. */
  readonly typing = signal<(Typing & { readonly key: string }) | null>(null);
  private readonly turned = signal<ReadonlySet<string>>(new Set());
  private readonly engines: Engines;
  private readonly editor: Editor;
  /** Asked for while an answer was under way. */
  private again = false;
  private asking = false;

  constructor(engines: Engines, editor: Editor) {
    this.engines = engines;
    this.editor = editor;
  }

  /** Asks the engines; what is asked meanwhile is asked once, afterwards. */
  async refresh(): Promise<void> {
    this.again = true;
    if (this.asking) return;
    this.asking = true;
    while (this.again) {
      this.again = false;
      this.elements.value = await this.engines.values();
    }
    this.asking = false;
  }

  show(change: Partial<ValueQuery>): void {
    this.query.value = { ...this.query.value, ...change };
  }

  setExpanded(line: ValueLine, expanded: boolean): void {
    if (line.kind !== 'element' || line.only || line.expanded === expanded) return;
    const turned = new Set(this.turned.value);
    if (!turned.delete(line.element.path)) turned.add(line.element.path);
    this.turned.value = turned;
  }

  /** An action for all that a line stands for; `replace` asks for its text first. */
  async choose(line: EditableLine, action: ActionName | null): Promise<void> {
    if (action === 'replace') {
      this.type(line, '');
      return;
    }
    this.stopTyping();
    await this.edit(line, action, '');
  }

  type(line: EditableLine, text: string): void {
    const { element, key } = line;
    this.typing.value = { key, name: element.name || element.path, text, problem: null };
  }

  stopTyping(): void {
    this.typing.value = null;
  }

  /** Takes the text that is being typed for a line; false where it can't be used, which the line then says. */
  async applyText(line: EditableLine): Promise<boolean> {
    const typing = this.typing.value;
    if (typing?.key !== line.key) return true;
    const problem = typing.text === '' ? 'empty' : await this.edit(line, 'replace', typing.text);
    this.typing.value = problem && { ...typing, problem };
    return problem === null;
  }

  private edit(line: EditableLine, action: ActionName | null, value: string) {
    const { path, name } = line.element;
    const text = line.kind === 'value' ? line.value.text : (line.only?.text ?? null);
    return this.editor.editValues(name || path, { path, text, action, value });
  }
}
