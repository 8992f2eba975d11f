import type { ReadBytes } from '../io/byte-source';
import type { Edit } from '../splice/edit';
import type { OverlayDescription, PixelDescription } from './description';
import { fitMasks, type Mask } from './mask';
import { type BitRun, packedEdits } from './packed-edits';
import { bandsOf, clip } from './rectangle';

const ZERO = Uint8Array.of(0);

/**
 * The edits that clear an overlay where masks cover it, ascending; bytes count from the start of its Overlay
 * Data. A plane that lies over every frame is cleared where a mask covers any of them. Overlays embedded in
 * Pixel Data have no edits of their own: `maskNative` clears whole cells.
 *
 * @param read - bytes of the Overlay Data, counted from its start
 * @throws DicomError `mask-outside`
 */
export function maskOverlay(
  overlay: OverlayDescription,
  image: PixelDescription,
  masks: readonly Mask[],
  read: ReadBytes,
): AsyncGenerator<Edit> {
  const fitted = fitMasks(masks, image);
  const { source } = overlay;
  if (source.kind === 'embedded') return packedEdits([], false, 0, read);
  const size = source.end - source.start;
  return packedEdits(overlayRuns(overlay, fitted, size * 8), source.swapsBytes, size, read);
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
