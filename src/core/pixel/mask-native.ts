/** Masks native frames in the file's bytes: what lies outside a mask stays as it is. */
import type { BitRun } from './bit-run';
import type { PixelDescription } from './description';
import { type Mask, maskedBands } from './mask';
import { fillUnit, sampleRuns } from './mask-runs';
import { type ByteSpan, type Filling, spansOf } from './masked-source';
import type { Band } from './rectangle';

const ZERO = Uint8Array.of(0);

/**
 * Makes masked pixels black. What lies after the last frame becomes zero: nobody can have looked at it.
 *
 * @param masks - fitted to the image; without any, only what lies after the last frame changes
 * @param black - the samples of a black pixel of a frame, as `blackPixel` gives them
 */
export function nativeFilling(
  description: PixelDescription,
  masks: readonly Mask[],
  black: (frame: number) => readonly number[],
): Filling {
  const { start, end, frames, frameBits, swapsBytes, surplus } = description;
  const bandsOf = maskedBands(masks);
  const rest = { from: (end - start - surplus) * 8, to: (end - start) * 8, fill: ZERO };
  const firstMasked = Math.min(...masks.map((mask) => mask.frames?.first ?? 0));
  const lastMasked = Math.max(...masks.map((mask) => mask.frames?.last ?? frames - 1));

  function* runs(from: number, to: number): Generator<BitRun> {
    const last = Math.min(lastMasked, Math.ceil(to / frameBits) - 1);
    for (let frame = Math.max(firstMasked, Math.floor(from / frameBits)); frame <= last; frame++) {
      const bands = bandsOf(frame);
      if (bands.length > 0) yield* frameRuns(description, bands, black(frame), frame * frameBits);
    }
    if (surplus > 0 && to > rest.from) yield rest;
  }

  function* spans(gap: number): Generator<ByteSpan> {
    for (const one of spansOf(spanRuns(gap), swapsBytes, gap)) {
      yield { start: start + one.start, end: Math.min(end, start + one.end) };
    }
  }

  /** One run for each span of a frame: frames that are masked alike have like spans. */
  function* spanRuns(gap: number): Generator<BitRun> {
    const known = new Map<readonly Band[], readonly ByteSpan[]>();
    for (let frame = firstMasked; frame <= lastMasked; frame++) {
      const bands = bandsOf(frame);
      const within = known.get(bands) ?? [...spansOf(frameExtents(description, bands, gap), false, gap)];
      known.set(bands, within);
      for (const span of within) {
        const to = Math.min(frameBits, span.end * 8);
        yield { from: frame * frameBits + span.start * 8, to: frame * frameBits + to, fill: ZERO };
      }
    }
    if (surplus > 0) yield rest;
  }

  return { start, end, swapsBytes, runs, spans };
}

/** The runs of a frame; where rows are so short that spans would join them, those of a band are one. */
function* frameExtents(description: PixelDescription, bands: readonly Band[], gap: number): Generator<BitRun> {
  const { bitsAllocated, rows, frameBits, planar } = description;
  if (planar || frameBits / rows / 8 > gap) return yield* frameRuns(description, bands, [0, 0, 0], 0);
  for (const { top, bottom, spans } of bands) {
    const ends = [
      ...sampleRuns(description, [
        { top, bottom: top + 1, spans },
        { top: bottom - 1, bottom, spans },
      ]),
    ];
    const to = Math.max(...ends.map((run) => run.to));
    yield { from: ends[0].from * bitsAllocated, to: to * bitsAllocated, fill: ZERO };
  }
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
