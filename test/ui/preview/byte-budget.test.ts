import { expect, it } from 'vitest';
import { ByteBudget } from '../../../src/anonymizer/preview/byte-budget';

it('a budget of bytes keeps what was used last, and never more than it may', () => {
  const kept = new ByteBudget<string>(10, (text) => text.length);
  kept.set('1 0', 'four');
  kept.set('1 1', 'four');
  expect(kept.get('1 0')).toBe('four');
  kept.set('2 0', 'four');
  expect(kept.get('1 1')).toBeUndefined();
  expect(kept.get('1 0')).toBe('four');
  kept.set('3 0', 'longer than all');
  expect(kept.get('3 0')).toBeUndefined();
  expect(kept.get('2 0')).toBe('four');
  kept.deleteAll((key) => key.startsWith('1 '));
  kept.set('2 1', 'sixsix');
  expect(kept.get('2 0')).toBe('four');
});
