/** Burns masks in and takes side data out: what a plan decided about pixels, as edits of the original. */
import type { DataSet } from '../dicom/data-set';
import { DicomError } from '../errors';
import type { Part } from '../io/byte-source';
import type { CancelSignal } from '../parallel';
import { blackPixel } from '../pixel/black';
import type { PixelDescription } from '../pixel/description';
import { type Display, readDisplay } from '../pixel/display';
import { cutFragments } from '../pixel/fragments/cut-fragments';
import { type FragmentIndex, indexFrames } from '../pixel/fragments/frame-index';
import { type MaskedFragments, maskFragments, type Witnesses } from '../pixel/fragments/mask-fragments';
import { type RewrittenFrame, rewriteTables } from '../pixel/fragments/rewritten-tables';
import type { FrameCoder } from '../pixel/frame-coder';
import { FrameTasks } from '../pixel/frame-tasks';
import { nativeFilling } from '../pixel/mask-native';
import { overlayFilling } from '../pixel/mask-overlay';
import { type Filling, MaskedSource } from '../pixel/masked-source';
import type { Change } from '../splice/change';
import { type AnyEdit, mergeEdits } from '../splice/edit';
import type { PixelPlan } from './plan/pixel-plan';
import { isRewritten, type Plan } from './plan/plan';

/** What burning in needs of its host, and tells it. */
export interface BurnInOptions {
  /** For compressed images. */
  readonly coder?: FrameCoder | undefined;
  /** Where the bytes of a new fragment are kept until they are written; default: in memory. */
  readonly hold?: ((bytes: Uint8Array) => Part) | undefined;
  /** Memory for new bytes of native pixels, which are in use until the output is written; default: fresh memory. */
  readonly room?: Uint8Array | undefined;
  /** Frames that were masked so far. */
  readonly onMasked?: ((done: number, total: number) => void) | undefined;
  readonly signal?: CancelSignal | undefined;
}

export interface BurntIn {
  readonly edits: readonly AnyEdit[];
  readonly changes: readonly Change[];
  readonly witnesses?: Witnesses;
}

/** Parts that are closer than this are read and written as one: each costs as much as that many bytes. */
const LEAST_GAP = 32_768;
/** Nor are there more of them than this, however many frames there are. */
const MOST_PARTS = 16_384;
const MOST_IN_MEMORY = 1_048_576;
const NO_ROOM = new Uint8Array(0);

/** @throws DicomError if a frame can't be masked, with its number from 1 as `frame`; `cancelled` */
export async function burnIn(plan: Plan, options: BurnInOptions): Promise<BurntIn> {
  const { dataSet, pixels } = plan;
  const image = pixels && pixels.rewritten.size > 0 ? pixels.image : undefined;
  if (!pixels || !image) return rewriteFragments(plan, undefined);
  const display = await readDisplay(dataSet, image);
  const overlays = overlayFillings(pixels, image);
  if (!image.encapsulated) {
    const fillings = [...overlays, nativeFilling(image, pixels.masks, blackOf(image, display))];
    return { edits: await fillingEdits(dataSet, fillings, options.room), changes: [] };
  }
  const index = await indexFrames(dataSet, image);
  if (index.kind === 'native' || !options.coder) throw new DicomError('internal');
  const masked = await maskFragments(dataSet, index, new FrameTasks(image, index, display, pixels.masks), {
    coder: options.coder,
    hold: options.hold ?? ((bytes) => ({ kind: 'bytes', bytes })),
    onFrame: options.onMasked ?? (() => undefined),
    signal: options.signal,
  });
  const inFragments = await rewriteFragments(plan, { ...masked, index });
  const ofOverlays = await fillingEdits(dataSet, overlays, options.room);
  return { ...inFragments, edits: [...ofOverlays, ...inFragments.edits], witnesses: masked.witnesses };
}

function overlayFillings({ masks, rewritten }: PixelPlan, { overlays }: PixelDescription): readonly Filling[] {
  return overlays.flatMap((overlay) => {
    const isThere = overlay.source.kind === 'element' && rewritten.has(overlay.source.row);
    return (isThere && overlayFilling(overlay, masks)) || [];
  });
}

/** Masked frames, frames without their side data, and the tables that say where all of them are then. */
async function rewriteFragments(
  plan: Plan,
  masked: (MaskedFragments & { readonly index: FragmentIndex }) | undefined,
): Promise<BurntIn> {
  const cut = plan.sideData?.frames;
  const index = masked?.index ?? cut?.index;
  if (!index) return { edits: [], changes: [] };
  const frames = new Map<number, RewrittenFrame>();
  for (const [frame, length] of masked?.lengths ?? []) frames.set(frame, { length });
  let edits: readonly AnyEdit[] = masked?.edits ?? [];
  if (cut) {
    const own = await cutFragments(plan.dataSet.source, cut, (frame) => frames.has(frame));
    for (const [frame, rewritten] of own.frames) frames.set(frame, rewritten);
    edits = mergeEdits(own.edits, edits);
  }
  const tables = await rewriteTables(plan.dataSet, index, frames);
  const changes = tables.changes.filter((change) => change.kind !== 'insert' && isRewritten(plan, change.row));
  return { edits: [...tables.edits, ...edits], changes };
}

/** The samples of a black pixel of each frame of native pixel data; asked for many times for one frame. */
export function blackOf(image: PixelDescription, display: Display): (frame: number) => readonly number[] {
  let last: { readonly frame: number; readonly black: readonly number[] } | undefined;
  return (frame) => {
    if (last?.frame !== frame) last = { frame, black: blackPixel(image, display.of(frame)) };
    return last.black;
  };
}

/** What is short is filled at once; all else when it is read, so that an image of any size needs no memory. */
async function fillingEdits(
  { source }: DataSet,
  fillings: readonly Filling[],
  room: Uint8Array = NO_ROOM,
): Promise<AnyEdit[]> {
  const masked = new MaskedSource(source, fillings);
  const edits: AnyEdit[] = [];
  let inMemory = 0;
  for (const filling of [...fillings].sort((a, b) => a.start - b.start)) {
    const gap = Math.max(LEAST_GAP, (filling.end - filling.start) / MOST_PARTS);
    for (const { start, end } of filling.spans(gap)) {
      const at = inMemory;
      inMemory += end - start;
      if (inMemory > MOST_IN_MEMORY) {
        edits.push({ start, end, part: { kind: 'slice', source: masked, start, end } });
        continue;
      }
      const bytes = inMemory <= room.length ? room.subarray(at, inMemory) : new Uint8Array(end - start);
      await masked.readInto(bytes, start);
      edits.push({ start, end, part: { kind: 'bytes', bytes } });
    }
  }
  return edits;
}
