/** What the user has seen, masked and said of the pixels of one file. */
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { OpenedFile, PixelFacts, RiskReason } from '../../../jobs/engine-api';
import type { Found } from '../../finder/found';
import { hidesAnything, type Masks } from './masks';

/**
 * Whether a file may be shared, as far as its pixels go.
 *
 * - `open`: yes
 * - `look`: they have not been looked at yet
 * - `answer`: they have; the user has to mask what identifies, or to say that nothing does
 */
export type Gate = 'open' | 'look' | 'answer';

/** What the user can do about text in the picture. */
export type Remedy = 'mask-or-confirm' | 'mask' | 'confirm-or-leave-out' | 'leave-out';

/** Frames that were on screen. */
export interface Looked {
  readonly frames: ReadonlySet<number>;
  /** All of them, one by one or in a projection. */
  readonly all: boolean;
}

/** What was found in the picture, and whether it names an identifier of the file. */
export interface FoundText extends Found {
  readonly identifies: boolean;
}

const NOT_LOOKED: Looked = { frames: new Set(), all: false };

export class PixelState {
  readonly masks = signal<Masks>([]);
  /** The user has looked: no text identifies anybody. */
  readonly confirmed = signal(false);
  /** The output has no pixels. */
  readonly removed = signal(false);
  readonly looked = signal<Looked>(NOT_LOOKED);
  /** The picture, or a frame of it, can't be shown here: who confirms has looked at it elsewhere. */
  readonly unviewable = signal(false);
  /** Text and codes that were found in the picture; null: nobody has searched. */
  readonly found = signal<readonly FoundText[] | null>(null);
  /** The user has changed masks: they are the preset's no more, and another preset brings no others. */
  ownMasks = false;

  /** null: the file has none. */
  readonly facts: ReadonlySignal<PixelFacts | null>;
  /** Why somebody has to look at the picture. A face is no reason: no mask takes it away. */
  readonly reasons: ReadonlySignal<readonly RiskReason[]>;
  readonly masked: ReadonlySignal<boolean>;
  /** Masks can be burnt in; where they can't, it is left to confirm, or to leave the picture out. */
  readonly maskable: ReadonlySignal<boolean>;
  /** It counts that the user confirms. */
  readonly mayConfirm: ReadonlySignal<boolean>;
  readonly remedy: ReadonlySignal<Remedy>;
  readonly gate: ReadonlySignal<Gate>;
  /** The engine makes no output. */
  readonly closed: ReadonlySignal<boolean>;

  /** @param before - of the same file, opened before */
  constructor(opened: ReadonlySignal<OpenedFile | null>, before?: PixelState) {
    this.facts = computed(() => opened.value?.pixels ?? null);
    this.reasons = computed(() => [
      ...new Set(
        (this.facts.value?.risks ?? []).map(({ reason }) => reason).filter((one) => one !== 'recognizable-face'),
      ),
    ]);
    this.masked = computed(() => {
      const facts = this.facts.value;
      if (!facts) return false;
      return facts.lockedMasks.length > 0 || hidesAnything(this.masks.value, facts.origin.device);
    });
    this.maskable = computed(() => this.facts.value?.masking !== null);
    this.mayConfirm = computed(() => this.facts.value?.mayConfirm ?? true);
    this.remedy = computed(() => {
      if (this.maskable.value) return this.mayConfirm.value ? 'mask-or-confirm' : 'mask';
      return this.mayConfirm.value ? 'confirm-or-leave-out' : 'leave-out';
    });
    this.closed = computed(() => {
      const isConfirmed = this.confirmed.value && this.mayConfirm.value;
      return this.reasons.value.length > 0 && !this.removed.value && !this.masked.value && !isConfirmed;
    });
    this.gate = computed(() => {
      if (this.reasons.value.length === 0 || this.removed.value) return 'open';
      if (!this.looked.value.all && !this.unviewable.value) return 'look';
      return this.closed.value ? 'answer' : 'open';
    });
    if (!before) return;
    this.masks.value = before.masks.value;
    this.confirmed.value = before.confirmed.value;
    this.removed.value = before.removed.value;
    this.looked.value = before.looked.value;
    this.found.value = before.found.value;
    this.ownMasks = before.ownMasks;
  }

  /** A frame was on screen, one of `count`. */
  see(frame: number, count: number): void {
    const { frames, all } = this.looked.value;
    if (all || frames.has(frame)) return;
    const seen = new Set(frames).add(frame);
    this.looked.value = { frames: seen, all: seen.size >= count };
  }

  seeAll(): void {
    if (!this.looked.value.all) this.looked.value = { ...this.looked.value, all: true };
  }
}
