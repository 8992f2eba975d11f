import type { BitRun } from './bit-run';
import type { OverlayDescription } from './description';
import type { Mask } from './mask';
import { type ByteSpan, type Filling, spansOf } from './masked-source';
import { bandsOf, clip } from './rectangle';

const ZERO = Uint8Array.of(0);

/**
 * Clears an overlay where masks cover it; undefined where none does. A plane that lies over every frame is cleared
 * where a mask covers any of them. Overlays embedded in Pixel Data need nothing of their own: masks of native pixels
 * clear whole cells.
 *
 * @param masks - fitted to the image
 */
export function overlayFilling(overlay: OverlayDescription, masks: readonly Mask[]): Filling | undefined {
  const { source } = overlay;
  if (source.kind === 'embedded') return undefined;
  const { start, end, swapsBytes } = source;
  const runs = (): Iterable<BitRun> => overlayRuns(overlay, masks, (end - start) * 8);
  if ([...runs()].length === 0) return undefined;
  function* spans(gap: number): Generator<ByteSpan> {
    for (const one of spansOf(runs(), swapsBytes, gap)) {
      yield { start: start + one.start, end: Math.min(end, start + one.end) };
    }
  }
  return { start, end, swapsBytes, runs, spans };
}

function* overlayRuns(overlay: OverlayDescription, masks: readonly Mask[], bits: number): Generator<BitRun> {
  const { rows, columns, top, left, frames = 1, firstFrame } = overlay;
  for (let own = 0; own < frames; own++) {
    const here = masks.filter(({ frames: scope }) => {
      if (!scope || overlay.frames === undefined) return true;
      return firstFrame + own >= scope.first && firstFrame + own <= scope.last;
    });
    const covered = here.map((mask) => clip({ ...mask, x: mask.x - left, y: mask.y - top }, overlay));
    for (const band of bandsOf(covered.filter((rectangle) => rectangle !== undefined))) {
      for (let row = band.top; row < band.bottom; row++) {
        for (const span of band.spans) {
          const line = (own * rows + row) * columns;
          const to = Math.min(line + span.right, bits);
          if (line + span.left < to) yield { from: line + span.left, to, fill: ZERO };
        }
      }
    }
  }
}
