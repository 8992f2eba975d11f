import { describe, expect, it } from 'vitest';
import { MaskMemory } from '../../../src/anonymizer/state/image/mask-memory';
import type { Mask } from '../../../src/anonymizer/state/image/masks';
import type { DeviceMasks } from '../../../src/settings/carried';

const DEVICE = {
  modality: 'US',
  manufacturer: 'ACME',
  model: 'Sono',
  rows: 60,
  columns: 80,
  seriesDescription: 'Liver',
};
const MASK: Mask = {
  id: 4,
  kind: 'cover',
  enabled: true,
  frames: { first: 1, last: 1 },
  x: 0,
  y: 0,
  width: 9,
  height: 9,
};

function memory(stored: readonly DeviceMasks[] = []) {
  let kept = stored;
  const made = new MaskMemory(stored, (all) => {
    kept = all;
  });
  return { made, stored: () => kept };
}

describe('masks that are remembered', () => {
  it('are those of the device and the size of its images, without anything of the file', () => {
    const { made, stored } = memory();
    made.remember(DEVICE, [MASK, { ...MASK, enabled: false }]);
    expect(stored()).toEqual([
      {
        modality: 'US',
        manufacturer: 'ACME',
        model: 'Sono',
        rows: 60,
        columns: 80,
        masks: [{ kind: 'cover', x: 0, y: 0, width: 9, height: 9 }],
      },
    ]);
    expect(made.holds(DEVICE, [MASK])).toBe(true);
    expect(made.of({ ...DEVICE, rows: 61 })).toEqual([]);
    expect(memory(stored()).made.of({ ...DEVICE, seriesDescription: 'Heart' })).toHaveLength(1);
  });

  it('are replaced by later ones, and forgotten', () => {
    const { made, stored } = memory();
    made.remember(DEVICE, [MASK]);
    made.remember(DEVICE, [{ ...MASK, x: 3 }]);
    expect(made.of(DEVICE).map(({ x }) => x)).toEqual([3]);
    made.forget(DEVICE);
    expect(stored()).toEqual([]);
  });

  it('that another tab has forgotten do not come back with the next ones', () => {
    const { made, stored } = memory();
    made.remember(DEVICE, [MASK]);
    made.follow([]);
    expect(made.of(DEVICE)).toEqual([]);
    made.remember({ ...DEVICE, model: 'Echo' }, [MASK]);
    expect(stored().map(({ model }) => model)).toEqual(['Echo']);
  });
});
