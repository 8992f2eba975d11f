/** What the user did and can take back, over all open files, as plain data. */
import { computed, signal } from '@preact/signals';
import type { ActionName } from '../../jobs/engine-api';
import type { FileView } from './file-view';
import type { OptionSet } from './option-set';

export interface Choice {
  /** null: what the preset says. */
  readonly action: ActionName | null;
  readonly value: string;
}

/** A hand edit of one element of one file. */
export interface Edit {
  readonly file: FileView;
  readonly row: number;
  readonly before: Choice;
  readonly after: Choice;
}

/** A preset with the options in force. */
export interface PresetChoice {
  readonly preset: string;
  readonly options: OptionSet;
}

/** What is taken back at once. */
export type Step =
  /** `name`: the element's, for the announcement. */
  | { readonly kind: 'edits'; readonly name: string; readonly edits: readonly Edit[] }
  | { readonly kind: 'preset'; readonly before: PresetChoice; readonly after: PresetChoice };

export class History {
  private readonly steps = signal<readonly Step[]>([]);
  private readonly position = signal(0);
  readonly canUndo = computed(() => this.position.value > 0);
  readonly canRedo = computed(() => this.position.value < this.steps.value.length);

  add(step: Step): void {
    this.steps.value = [...this.steps.value.slice(0, this.position.value), step];
    this.position.value = this.steps.value.length;
  }

  /** The step to take back, which then counts as taken back. */
  back(): Step | undefined {
    if (!this.canUndo.value) return undefined;
    this.position.value -= 1;
    return this.steps.value[this.position.value];
  }

  /** The step to make again, which then counts as made. */
  forward(): Step | undefined {
    if (!this.canRedo.value) return undefined;
    this.position.value += 1;
    return this.steps.value[this.position.value - 1];
  }

  /** A file is another one now, or closed: its edits go with it, and steps that have no others. */
  replace(files: ReadonlySet<FileView>, by: FileView | null): void {
    const taken = (edits: readonly Edit[]): readonly Edit[] =>
      by === null
        ? edits.filter(({ file }) => !files.has(file))
        : edits.map((edit) => (files.has(edit.file) ? { ...edit, file: by } : edit));
    const changed = this.steps.value.map((step) =>
      step.kind === 'edits' ? { ...step, edits: taken(step.edits) } : step,
    );
    const isEmpty = (step: Step): boolean => step.kind === 'edits' && step.edits.length === 0;
    this.position.value -= changed.slice(0, this.position.value).filter(isEmpty).length;
    this.steps.value = changed.filter((step) => !isEmpty(step));
  }
}
