/** Hand edits of one file that can be taken back, as plain data: of elements and of masks, in one order. */
import { computed, signal } from '@preact/signals';
import type { ActionName } from '../../jobs/engine-api';
import type { Masks } from './image/masks';

export interface Choice {
  /** null: what the preset says. */
  readonly action: ActionName | null;
  readonly value: string;
}

export type Edit =
  | {
      readonly kind: 'element';
      readonly row: number;
      /** The element's name, for the announcement. */
      readonly name: string;
      readonly before: Choice;
      readonly after: Choice;
    }
  | {
      readonly kind: 'masks';
      readonly before: Masks;
      readonly after: Masks;
      /** Edits of one gesture, such as a mask moved step by step, are taken back together. */
      readonly gesture?: string;
    };

export class History {
  private readonly edits = signal<readonly Edit[]>([]);
  private readonly position = signal(0);
  readonly canUndo = computed(() => this.position.value > 0);
  readonly canRedo = computed(() => this.position.value < this.edits.value.length);

  add(edit: Edit): void {
    const before = this.edits.value.slice(0, this.position.value);
    const last = before.at(-1);
    const isSame = edit.kind === 'masks' && last?.kind === 'masks' && edit.gesture && edit.gesture === last.gesture;
    this.edits.value = isSame ? [...before.slice(0, -1), { ...edit, before: last.before }] : [...before, edit];
    this.position.value = this.edits.value.length;
  }

  /** The edit to take back, which then counts as taken back. */
  back(): Edit | undefined {
    if (!this.canUndo.value) return undefined;
    this.position.value -= 1;
    return this.edits.value[this.position.value];
  }

  /** The edit to make again, which then counts as made. */
  forward(): Edit | undefined {
    if (!this.canRedo.value) return undefined;
    this.position.value += 1;
    return this.edits.value[this.position.value - 1];
  }
}
