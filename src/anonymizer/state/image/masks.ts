/** The masks of one file, as plain data. */
import { clip, outside, type Rectangle, type Size } from '../../../core/pixel/rectangle';
import type { PageMask } from '../../../jobs/engine-api';

export interface FrameRange {
  /** From 0, ends included. */
  readonly first: number;
  readonly last: number;
}

export interface Mask extends Rectangle {
  readonly id: number;
  /** `cover`: what is in it becomes black. `keep`: what is outside of all of these does. */
  readonly kind: 'cover' | 'keep';
  readonly enabled: boolean;
  /** null: all frames. A mask that keeps a region holds for all of them. */
  readonly frames: FrameRange | null;
}

export type Masks = readonly Mask[];

/** Ids of the rectangles around kept regions: the engine knows no regions. */
const OUTSIDE_IDS = 1_000_000_000;

export function isOnFrame({ kind, frames }: Mask, frame: number): boolean {
  return kind === 'keep' || frames === null || (frame >= frames.first && frame <= frames.last);
}

/** What has to be black, as rectangles: masks that are off are kept with their ids. */
export function toPageMasks(masks: Masks, size: Size): PageMask[] {
  const covers = masks
    .filter(({ kind }) => kind === 'cover')
    .map(({ id, enabled, frames, x, y, width, height }) => {
      return { id, enabled, x, y, width, height, ...(frames && { frames }) };
    });
  return [
    ...covers,
    ...outsideKept(masks, size).map((one, index) => ({ ...one, id: OUTSIDE_IDS + index, enabled: true })),
  ];
}

/** What the kept regions leave to be black; nothing where no region is kept. */
export function outsideKept(masks: Masks, size: Size): readonly Rectangle[] {
  const kept = masks.filter(({ kind, enabled }) => kind === 'keep' && enabled);
  return kept.length > 0 ? outside(kept, size) : [];
}

/** Masks that were set by the preset. */
export function fromPageMasks(masks: readonly PageMask[]): Masks {
  return masks.map(({ id, enabled, x, y, width, height, frames }) => {
    return { id, kind: 'cover', enabled, x, y, width, height, frames: frames ?? null };
  });
}

/** True if anything becomes black: a kept region that is the whole image masks nothing. */
export function hidesAnything(masks: Masks, size: Size): boolean {
  return toPageMasks(masks, size).some(({ enabled }) => enabled);
}

/** The masks as another image of the same size takes them: with ids of its own, and only frames that it has. */
export function forOther(masks: Masks, size: Size, frames: number, newId: () => number): Masks {
  return masks.flatMap((mask) => {
    const clipped = clip(mask, size);
    if (!clipped || (mask.frames && mask.frames.first >= frames)) return [];
    const scope = mask.frames && { first: mask.frames.first, last: Math.min(mask.frames.last, frames - 1) };
    return [{ ...mask, ...clipped, id: newId(), frames: scope }];
  });
}
