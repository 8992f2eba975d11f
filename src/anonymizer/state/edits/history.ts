/** What the user did and can take back, over all open files, as plain data. */
import { computed, signal } from '@preact/signals';
import type { Choice, FileView } from '../file/file-view';
import type { Masks } from '../image/masks';
import type { PresetChoice } from '../settings/option-set';

/** A hand edit of one element of one file. */
export interface Edit {
  readonly file: FileView;
  readonly row: number;
  readonly before: Choice;
  readonly after: Choice;
}

/** The masks of one file. */
export interface MaskEdit {
  readonly file: FileView;
  readonly before: Masks;
  readonly after: Masks;
}

/** What is taken back at once. */
export type Step =
  /** `name`: the element's, for the announcement. */
  | { readonly kind: 'edits'; readonly name: string; readonly edits: readonly Edit[] }
  /** Steps of one gesture, such as a mask moved by the arrow keys, are taken back together. */
  | { readonly kind: 'masks'; readonly edits: readonly MaskEdit[]; readonly gesture?: string }
  | { readonly kind: 'preset'; readonly before: PresetChoice; readonly after: PresetChoice };

export class History {
  private readonly steps = signal<readonly Step[]>([]);
  private readonly position = signal(0);
  readonly canUndo = computed(() => this.position.value > 0);
  readonly canRedo = computed(() => this.position.value < this.steps.value.length);

  add(step: Step): void {
    const before = this.steps.value.slice(0, this.position.value);
    const joined = join(before.at(-1), step);
    this.steps.value = joined ? [...before.slice(0, -1), joined] : [...before, step];
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
    const taken = <E extends Edit | MaskEdit>(edits: readonly E[]): readonly E[] =>
      by === null
        ? edits.filter(({ file }) => !files.has(file))
        : edits.map((edit) => (files.has(edit.file) ? { ...edit, file: by } : edit));
    const changed = this.steps.value.map((step): Step => {
      if (step.kind === 'edits') return { ...step, edits: taken(step.edits) };
      return step.kind === 'masks' ? { ...step, edits: taken(step.edits) } : step;
    });
    const isEmpty = (step: Step): boolean => step.kind !== 'preset' && step.edits.length === 0;
    this.position.value -= changed.slice(0, this.position.value).filter(isEmpty).length;
    this.steps.value = changed.filter((step) => !isEmpty(step));
  }
}

/** One step for two of the same gesture; undefined where they are not. */
function join(last: Step | undefined, step: Step): Step | undefined {
  if (last?.kind !== 'masks' || step.kind !== 'masks' || !step.gesture || step.gesture !== last.gesture)
    return undefined;
  return { ...step, edits: step.edits.map((edit, index) => ({ ...edit, before: last.edits[index].before })) };
}
