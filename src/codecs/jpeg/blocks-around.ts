import type { Rectangle } from './flatten';
import type { FrameHeader } from './frame-header';

/** The pixels of all blocks that masking a rectangle can make flat: of the component with the largest blocks. */
export function blocksAround({ x, y, width, height }: Rectangle, header: FrameHeader): Rectangle {
  const { components, hMost, vMost } = header;
  const across = along(x, width, hMost / Math.min(...components.map(({ h }) => h)));
  const down = along(y, height, vMost / Math.min(...components.map(({ v }) => v)));
  return { x: across.start, y: down.start, width: across.length, height: down.length };
}

function along(position: number, length: number, pixelsPerSample: number): { start: number; length: number } {
  const reach = pixelsPerSample > 1 ? pixelsPerSample / 2 : 0;
  const block = 8 * pixelsPerSample;
  const start = Math.floor((position - reach) / block) * block;
  return { start, length: Math.ceil((position + length + reach) / block) * block - start };
}
