/** Masks native frames in the file's bytes: what lies outside a mask is neither read nor written. */
import type { ReadBytes } from '../io/byte-source';
import type { Edit } from '../splice/edit';
import type { PixelDescription } from './description';
import { fitMasks, type Mask, maskedBands } from './mask';
import { fillUnit, sampleRuns } from './mask-runs';
import { type BitRun, packedEdits } from './packed-edits';
import type { Band } from './rectangle';

/** New bytes of one edit; a multiple of every fill unit: up to three samples of eight bytes, four of four. */
const LONGEST_EDIT = 49_152;

/**
 * The edits that make masked pixels black, ascending, one at a time; bytes count from the start of Pixel Data.
 * What lies after the last frame is zeroed: nobody can have looked at it. Edits may share their new bytes.
 *
 * @param black - the samples of a black pixel of a frame, as `blackPixel` gives them
 * @param read - bytes of Pixel Data, counted from its start; needed for samples that share bytes or words
 * @throws DicomError `mask-outside`; RangeError for encapsulated pixels, which have to be decoded
 */
export function maskNative(
  description: PixelDescription,
  masks: readonly Mask[],
  black: (frame: number) => readonly number[],
  read: ReadBytes,
): AsyncGenerator<Edit> {
  const { frames, frameBits, start, end, surplus, encapsulated } = description;
  if (encapsulated) throw new RangeError('fragments hold no native samples');
  const fitted = fitMasks(masks, description);
  const bandsOf = maskedBands(fitted);
  const size = end - start;
  function* runs(): Generator<BitRun> {
    for (let frame = 0; frame < frames; frame++) {
      const bands = bandsOf(frame);
      if (bands.length > 0) yield* frameRuns(description, bands, black(frame), frame * frameBits);
    }
    if (surplus > 0 && fitted.length > 0) yield { from: (size - surplus) * 8, to: size * 8, fill: Uint8Array.of(0) };
  }
  return edits(runs(), description, size, read);
}

function* frameRuns(
  description: PixelDescription,
  bands: readonly Band[],
  black: readonly number[],
  base: number,
): Generator<BitRun> {
  const { bitsAllocated, samplesPerPixel } = description;
  const fills = Array.from({ length: samplesPerPixel }, (_, color) => fillUnit(description, black, color));
  for (const { from, to, color } of sampleRuns(description, bands)) {
    yield { from: base + from * bitsAllocated, to: base + to * bitsAllocated, fill: fills[color] };
  }
}

async function* edits(
  runs: Iterable<BitRun>,
  { bitsAllocated, swapsBytes }: PixelDescription,
  size: number,
  read: ReadBytes,
): AsyncGenerator<Edit> {
  if (bitsAllocated === 1 || swapsBytes) {
    yield* packedEdits(runs, swapsBytes, size, read);
    return;
  }
  const patterns = new Map<string, Uint8Array>();
  let last: { readonly fill: Uint8Array; readonly pattern: Uint8Array; bytes: Uint8Array } | undefined;
  for (const { from, to, fill } of runs) {
    if (last?.fill !== fill) {
      const key = fill.join();
      const pattern = patterns.get(key) ?? Uint8Array.from({ length: LONGEST_EDIT }, (_, i) => fill[i % fill.length]);
      patterns.set(key, pattern);
      last = { fill, pattern, bytes: pattern };
    }
    for (let start = from / 8; start < to / 8; start += LONGEST_EDIT) {
      const length = Math.min(to / 8 - start, LONGEST_EDIT);
      if (last.bytes.length !== length) last.bytes = last.pattern.subarray(0, length);
      yield { start, end: start + length, bytes: last.bytes };
    }
  }
}
