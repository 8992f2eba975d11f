import { describe, expect, it } from 'vitest';
import { forOther, hidesAnything, isOnFrame, type Mask, toPageMasks } from '../../../src/anonymizer/state/image/masks';

const SIZE = { rows: 60, columns: 80 };

function mask(change: Partial<Mask> = {}): Mask {
  return { id: 1, kind: 'cover', enabled: true, frames: null, x: 10, y: 12, width: 30, height: 20, ...change };
}

/** True for each pixel that becomes black. */
function blackened(masks: readonly Mask[]): (x: number, y: number) => boolean {
  const applied = toPageMasks(masks, SIZE).filter(({ enabled }) => enabled);
  return (px, py) => applied.some(({ x, y, width, height }) => px >= x && px < x + width && py >= y && py < y + height);
}

describe('masks as the engine gets them', () => {
  it('cover their rectangle on their frames, and keep their ids', () => {
    const frames = { first: 2, last: 2 };
    expect(toPageMasks([mask({ id: 7, frames }), mask({ id: 8, enabled: false })], SIZE)).toEqual([
      { id: 7, enabled: true, x: 10, y: 12, width: 30, height: 20, frames },
      { id: 8, enabled: false, x: 10, y: 12, width: 30, height: 20 },
    ]);
  });

  it('leave nothing outside of what is kept', () => {
    const kept = [mask({ kind: 'keep' }), mask({ id: 2, kind: 'keep', x: 50, width: 10 })];
    const isBlack = blackened(kept);
    for (let y = 0; y < SIZE.rows; y++) {
      for (let x = 0; x < SIZE.columns; x++) {
        const isKept = y >= 12 && y < 32 && ((x >= 10 && x < 40) || (x >= 50 && x < 60));
        expect(isBlack(x, y)).toBe(!isKept);
      }
    }
  });

  it('hide nothing where the whole image is kept, or all are off', () => {
    const all = mask({ kind: 'keep', x: 0, y: 0, width: SIZE.columns, height: SIZE.rows });
    expect(hidesAnything([all], SIZE)).toBe(false);
    expect(hidesAnything([mask({ enabled: false }), mask({ kind: 'keep', enabled: false })], SIZE)).toBe(false);
    expect(hidesAnything([mask()], SIZE)).toBe(true);
  });
});

describe('masks on other images', () => {
  it('are new ones, on frames that the other has', () => {
    let id = 100;
    const masks = [mask({ frames: { first: 3, last: 9 } }), mask({ frames: { first: 5, last: 9 } }), mask()];
    expect(forOther(masks, SIZE, 5, () => id++)).toEqual([
      mask({ id: 100, frames: { first: 3, last: 4 } }),
      mask({ id: 101 }),
    ]);
  });

  it('are seen on their frames only; what is kept is kept on all', () => {
    const frames = { first: 2, last: 3 };
    expect([1, 2, 3, 4].map((frame) => isOnFrame(mask({ frames }), frame))).toEqual([false, true, true, false]);
    expect(isOnFrame(mask({ kind: 'keep', frames }), 0)).toBe(true);
  });
});
