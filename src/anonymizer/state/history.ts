/** Hand edits of one file that can be taken back, as plain data. */
import { computed, signal } from '@preact/signals';
import type { ActionName } from '../../jobs/engine-api';

export interface Choice {
  /** null: what the preset says. */
  readonly action: ActionName | null;
  readonly value: string;
}

export interface Edit {
  readonly row: number;
  /** The element's name, for the announcement. */
  readonly name: string;
  readonly before: Choice;
  readonly after: Choice;
}

export class History {
  private readonly edits = signal<readonly Edit[]>([]);
  private readonly position = signal(0);
  readonly canUndo = computed(() => this.position.value > 0);
  readonly canRedo = computed(() => this.position.value < this.edits.value.length);

  add(edit: Edit): void {
    this.edits.value = [...this.edits.value.slice(0, this.position.value), edit];
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
