import type { Rectangle } from '../../src/core/pixel/rectangle';

/** The share of a rectangle that the union of others covers. */
export function coverage(one: Rectangle, others: readonly Rectangle[]): number {
  const { x, y, width, height } = one;
  const covered = new Uint8Array(width * height);
  for (const other of others) {
    const left = Math.max(0, other.x - x);
    const right = Math.min(width, other.x + other.width - x);
    const top = Math.max(0, other.y - y);
    const bottom = Math.min(height, other.y + other.height - y);
    for (let row = top; row < bottom; row++) if (left < right) covered.fill(1, row * width + left, row * width + right);
  }
  return covered.reduce((sum, value) => sum + value, 0) / covered.length;
}
