import { expect, test } from 'vitest';
import { inParallel } from '../../src/core/parallel';

test('nothing goes on after the first failure was told, and nothing more is begun', async () => {
  const begun: number[] = [];
  let ended = 0;
  const work = inParallel([0, 1, 2, 3, 4], 3, async (item) => {
    begun.push(item);
    if (item === 1) throw new Error('the first');
    await new Promise((resolve) => setImmediate(resolve));
    ended++;
    if (item === 2) throw new Error('a later one');
  });
  await expect(work).rejects.toThrow('the first');
  expect(begun).toEqual([0, 1, 2]);
  expect(ended).toBe(2);
});
