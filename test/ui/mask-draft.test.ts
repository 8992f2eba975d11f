/** Masks of a preset while they are being typed. */
import { describe, expect, it } from 'vitest';
import { draftOf, EMPTY_MASK, judgeMask, type MaskDraft } from '../../src/options/state/mask-draft';

const judge = (draft: Partial<MaskDraft>) => judgeMask({ ...EMPTY_MASK, ...draft });

describe('masks', () => {
  it('are for images of which all that was typed holds', () => {
    const typed = { modality: ' US ', manufacturer: 'ACME', rows: '768', rectangles: '0, 0, 1024, 60\n\n4 5 6 7' };
    expect(judge(typed).mask).toEqual({
      when: { modality: 'US', manufacturer: 'ACME', rows: 768 },
      rectangles: [
        [0, 0, 1024, 60],
        [4, 5, 6, 7],
      ],
    });
  });

  it('that there are can be changed, and stay what they are until then', () => {
    const mask = { when: { model: 'Echo 7', columns: 1024 }, rectangles: [[0, 0, 1024, 60]] };
    expect(judgeMask(draftOf(mask)).mask).toEqual(mask);
  });

  it.each<readonly [string, Partial<MaskDraft>, object]>([
    ['no rectangle', { modality: 'US' }, { at: 'rectangles', reason: { code: 'missing' } }],
    ['three numbers', { rectangles: '1, 2, 3' }, { at: 'rectangles', reason: { code: 'no-rectangle' } }],
    ['no width', { rectangles: '1, 2, 0, 4' }, { at: 'rectangles', reason: { code: 'no-rectangle' } }],
    ['half a pixel', { rectangles: '1.5, 2, 3, 4' }, { at: 'rectangles', reason: { code: 'no-rectangle' } }],
    ['words', { rectangles: 'the top' }, { at: 'rectangles', reason: { code: 'no-rectangle' } }],
    ['rows that are none', { rows: 'many', rectangles: '1, 2, 3, 4' }, { at: 'rows', reason: { code: 'no-size' } }],
  ])('are none with %s', (_name, draft, problem) => {
    expect(judge(draft)).toMatchObject({ problem });
  });
});
