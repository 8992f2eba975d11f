import { describe, expect, it } from 'vitest';
import { target } from '../../src/anonymizer/view/table/table-keys';

describe('keys that move in the table', () => {
  const at = { index: 10, total: 40, page: 15 };

  it.each([
    ['ArrowDown', 11],
    ['ArrowUp', 9],
    ['PageDown', 25],
    ['PageUp', 0],
    ['Home', 0],
    ['End', 39],
    ['x', undefined],
  ])('%s leads to row %s', (key, row) => {
    expect(target(key, at)).toBe(row);
  });

  it('stay inside', () => {
    expect(target('ArrowDown', { ...at, index: 39 })).toBe(39);
    expect(target('ArrowUp', { ...at, index: 0 })).toBe(0);
    expect(target('PageDown', { ...at, index: 38 })).toBe(39);
  });
});
