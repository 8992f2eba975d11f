import type { OverlayDescription } from '../../pixel/description';
import type { Mask } from '../../pixel/mask';

/** True if an Overlay Data of the output is the original's, empty under the masks. */
export function isOverlayMasked(
  overlay: OverlayDescription,
  masks: readonly Mask[],
  bytes: Uint8Array,
  before: Uint8Array,
): boolean {
  const { rows, columns, top, left, frames = 1, firstFrame, source } = overlay;
  const flip = source.kind === 'element' && source.swapsBytes ? 1 : 0;
  const bitOf = (value: Uint8Array, bit: number): number => (value[(bit >> 3) ^ flip] >> (bit & 7)) & 1;
  const isMasked = (own: number, y: number, x: number): boolean =>
    masks.some((mask) => {
      const isOn =
        overlay.frames === undefined ||
        !mask.frames ||
        (firstFrame + own >= mask.frames.first && firstFrame + own <= mask.frames.last);
      return isOn && x >= mask.x && x < mask.x + mask.width && y >= mask.y && y < mask.y + mask.height;
    });
  if (bytes.length !== before.length) return false;
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const own = Math.floor(bit / (rows * columns));
    const y = (Math.floor(bit / columns) % rows) + top;
    const x = (bit % columns) + left;
    const expected = own < frames && isMasked(own, y, x) ? 0 : bitOf(before, bit);
    if (bitOf(bytes, bit) !== expected) return false;
  }
  return true;
}
