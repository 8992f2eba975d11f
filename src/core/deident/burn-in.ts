/** Burns masks in: what a plan decided about pixels, as edits of the original. */
import type { DataSet } from '../dicom/data-set';
import { DicomError } from '../errors';
import type { Part } from '../io/byte-source';
import type { CancelSignal } from '../parallel';
import { blackPixel } from '../pixel/black';
import type { PixelDescription } from '../pixel/description';
import { type Display, readDisplay } from '../pixel/display';
import type { FrameCoder } from '../pixel/frame-coder';
import { indexFrames } from '../pixel/frame-index';
import { FrameTasks } from '../pixel/frame-tasks';
import { maskFragments, type Witnesses } from '../pixel/mask-fragments';
import { nativeFilling } from '../pixel/mask-native';
import { overlayFilling } from '../pixel/mask-overlay';
import { type Filling, MaskedSource } from '../pixel/masked-source';
import type { Change } from '../splice/change';
import type { AnyEdit } from '../splice/edit';
import type { PixelPlan } from './plan/pixel-plan';

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
export async function burnIn(dataSet: DataSet, plan: PixelPlan, options: BurnInOptions): Promise<BurntIn> {
  const { image, masks, rewritten } = plan;
  if (!image || rewritten.size === 0) return { edits: [], changes: [] };
  const display = await readDisplay(dataSet, image);
  const overlays = image.overlays.flatMap((overlay) => {
    const isThere = overlay.source.kind === 'element' && rewritten.has(overlay.source.row);
    return (isThere && overlayFilling(overlay, masks)) || [];
  });
  if (!image.encapsulated) {
    const fillings = [...overlays, nativeFilling(image, masks, blackOf(image, display))];
    return { edits: await fillingEdits(dataSet, fillings, options.room), changes: [] };
  }
  const index = await indexFrames(dataSet, image);
  if (index.kind === 'native' || !options.coder) throw new DicomError('internal');
  const { edits, changes, witnesses } = await maskFragments(
    dataSet,
    index,
    new FrameTasks(image, index, display, masks),
    {
      coder: options.coder,
      hold: options.hold ?? ((bytes) => ({ kind: 'bytes', bytes })),
      onFrame: options.onMasked ?? (() => undefined),
      signal: options.signal,
    },
  );
  return { edits: [...(await fillingEdits(dataSet, overlays, options.room)), ...edits], changes, witnesses };
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
