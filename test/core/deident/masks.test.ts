/** Masks burnt into files: what becomes black, what follows from that, and what is refused. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PixelDecision } from '../../../src/core/deident/plan/pixel-plan';
import { planWarnings } from '../../../src/core/deident/plan/plan-warnings';
import type { Mask } from '../../../src/core/pixel/mask';
import { el, fragments, latin1, offsetTable, rleFrame, SYNTAX, sq, zeros } from '../../builders';
import { codecs, frame, info } from '../../codecs/frames';
import type { Tokens } from '../../oracle/tokenizer';
import { COLUMNS, clip, itemsOf, noise, PIXELS, picture, ROWS, samplesOf } from './pictures';
import { find, forTag, type RunOptions, run, text } from './run';

const BOX: Mask = { x: 2, y: 1, width: 3, height: 2 };
const LOOKED_AT: PixelDecision = { confirmed: true };

const masked = (input: Uint8Array, masks: readonly Mask[], more: RunOptions = {}) =>
  run(input, { ...more, pixels: { masks } });

function isIn({ x, y, width, height, frames }: Mask, pixel: number, frame: number): boolean {
  const [column, row] = [pixel % COLUMNS, Math.floor(pixel / COLUMNS)];
  const isOn = !frames || (frame >= frames.first && frame <= frames.last);
  return isOn && column >= x && column < x + width && row >= y && row < y + height;
}

/** What samples have to be, black being 0. */
function expected(samples: Iterable<number>, masks: readonly Mask[], frame: number, samplesPerPixel = 1): number[] {
  return Array.from(samples, (sample, i) => {
    return masks.some((mask) => isIn(mask, Math.floor(i / samplesPerPixel), frame)) ? 0 : sample;
  });
}

const codes = (after: Awaited<ReturnType<typeof run>>['after']): (string | undefined)[] =>
  [0, 1, 2].map((item) => text(after, `(0012,0064)[${item}].(0008,0100)`));

describe('native pixels', () => {
  test.each([SYNTAX.implicit, SYNTAX.explicit, SYNTAX.bigEndian, SYNTAX.deflated])(
    'are black under masks and the same bytes beside them: %s',
    async (syntax) => {
      const masks = [BOX, { x: 0, y: 5, width: 20, height: 9, frames: { first: 1, last: 1 } }];
      const { after } = await masked(picture({ syntax, frames: 3 }), masks);
      const value = find(after, '(7FE0,0010)')?.value ?? zeros(0);
      for (const [frame, samples] of noise(3).entries()) {
        const own = value.subarray(frame * PIXELS, (frame + 1) * PIXELS);
        expect(Array.from(own)).toEqual(expected(samples, masks, frame));
      }
    },
  );

  test('lose what lies after the last frame, also where somebody only looked', async () => {
    const pixels = new Uint8Array(PIXELS + 20).fill(9);
    for (const decision of [{ masks: [BOX] }, LOOKED_AT]) {
      const { after } = await run(picture({ pixels }), { pixels: decision });
      const value = find(after, '(7FE0,0010)')?.value ?? zeros(0);
      expect(Array.from(value.subarray(PIXELS))).toEqual(Array(20).fill(0));
      expect(value[0]).toBe(9);
    }
  });
});

describe('pixels in fragments', () => {
  const cuts = [2, 2, 1, 3];
  const middle: Mask = { ...BOX, frames: { first: 1, last: 2 } };

  test('a touched frame becomes one fragment, others keep theirs byte by byte', async () => {
    const { before, after } = await masked(clip(4, { cuts }), [middle]);
    const [old, now] = [itemsOf(before), itemsOf(after)];
    expect(old).toHaveLength(1 + 8);
    expect(now).toHaveLength(1 + 2 + 1 + 1 + 3);
    expect(now.slice(1, 3)).toEqual(old.slice(1, 3));
    expect(now.slice(5)).toEqual(old.slice(6));
  });

  test('the offset table says where the frames begin', async () => {
    const { after } = await masked(clip(4, { cuts }), [middle]);
    const items = after.dataSet.filter(({ kind }) => kind === 'fragment');
    const table = items[0].value;
    const view = new DataView(table.buffer, table.byteOffset, table.length);
    const begins = [1, 3, 4, 5].map((item) => items[item].start - items[1].start);
    expect(begins.map((_, i) => view.getUint32(4 * i, true))).toEqual(begins);
    expect(table).toHaveLength(16);
  });

  test('an empty offset table stays empty, an extended one is made anew', async () => {
    const frames = noise(3).map((one) => rleFrame(one, COLUMNS));
    const table = [
      el('7fe0,0001', 'OV', offsetTable(frames).map(BigInt)),
      el(
        '7fe0,0002',
        'OV',
        frames.map(({ length }) => BigInt(length)),
      ),
      el('7fe0,0003', 'UV', 4711n),
    ];
    const input = clip(3, { table: false, more: table });
    const { after } = await masked(input, [{ ...BOX, frames: { first: 0, last: 0 } }]);
    const items = after.dataSet.filter(({ kind }) => kind === 'fragment');
    expect(items[0].value).toHaveLength(0);
    const words = (tag: string) => {
      const { value } = find(after, tag) ?? { value: zeros(0) };
      return Array.from(new BigUint64Array(value.slice().buffer), Number);
    };
    expect(words('(7FE0,0001)')).toEqual(items.slice(1).map(({ start }) => start - items[1].start));
    expect(words('(7FE0,0002)')).toEqual(items.slice(1).map(({ value }) => value.length));
    expect(find(after, '(7FE0,0003)')).toBeUndefined();
  });

  test('any masks on any frames: black there, and the same elsewhere', async () => {
    const anyMask = fc.record(
      {
        x: fc.integer({ min: -1, max: COLUMNS - 1 }),
        y: fc.integer({ min: -1, max: ROWS - 1 }),
        width: fc.integer({ min: 2, max: 9 }),
        height: fc.integer({ min: 2, max: 7 }),
        frames: fc.constantFrom({ first: 0, last: 0 }, { first: 1, last: 2 }, { first: 2, last: 9 }),
      },
      { requiredKeys: ['x', 'y', 'width', 'height'] },
    );
    const masksOf = fc.array(anyMask, { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(masksOf, fc.constantFrom(1, 3), fc.nat(), async (masks, samplesPerPixel, seed) => {
        const { before, after } = await masked(clip(3, { seed, samplesPerPixel }), masks);
        const [was, is] = [samplesOf(before, samplesPerPixel), samplesOf(after, samplesPerPixel)];
        for (const [frame, samples] of is.entries()) {
          expect(samples).toEqual(expected(was[frame], masks, frame, samplesPerPixel));
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('what the header says then', () => {
  test.each([['YES'], ['NO'], ['']])('no burned-in text, by a named method, whatever it said: %s', async (said) => {
    const more = said === '' ? [] : [el('0028,0301', 'CS', said), el('0028,0302', 'CS', 'YES')];
    for (const pixels of [{ masks: [BOX] }, LOOKED_AT]) {
      const { after } = await run(picture({ more }), { pixels });
      expect(text(after, '(0028,0301)')).toBe('NO');
      expect(codes(after)).toEqual(['113100', '113101', undefined]);
      expect(text(after, '(0028,0302)')).toBe(said === '' ? undefined : 'YES');
    }
  });

  test('icons go at every depth, although settings keep them', async () => {
    const icon = sq('0088,0200', [[el('0028,0010', 'US', 1), el('7fe0,0010', 'OW', zeros(2))]]);
    const input = picture({ more: [sq('0040,0260', [[el('0008,0100', 'SH', 'x'), icon]]), icon] });
    const overrides = [forTag(0x00880200, 'keep', 'custom-preset')];
    const kept = await run(input, { overrides });
    expect(find(kept.after, '(0088,0200)')).toBeDefined();
    for (const pixels of [{ masks: [BOX] }, { removed: true }]) {
      const { after } = await run(input, { overrides, pixels });
      expect(after.dataSet.map(({ tag }) => tag)).not.toContain('(0088,0200)');
    }
  });

  test('nothing of the values that pixels had', async () => {
    const more = [
      el('0028,0106', 'US', 1),
      el('0028,0107', 'US', 254),
      el('0028,0108', 'US', 0),
      el('0028,0109', 'US', 255),
      sq('0060,3000', [[el('0060,3002', 'US', 1)]]),
    ];
    const said = ({ dataSet }: Tokens) =>
      dataSet.filter(({ tag }) => /^\(0028,01(0[6-9]|1[01])\)|^\(0060,/.test(tag)).map(({ tag }) => tag);
    const { before, after } = await masked(picture({ more }), [BOX]);
    expect(said(before)).not.toEqual([]);
    expect(said(after)).toEqual([]);
    const { after: untouched } = await run(picture({ more }), { pixels: LOOKED_AT });
    expect(said(untouched)).toEqual(said(before));
  });

  test.each([
    ['lossy JPEG 2000', '1.2.840.10008.1.2.4.91', { kind: 'jpeg-2000', signed: false, colourTransform: false }],
    ['near-lossless JPEG-LS', '1.2.840.10008.1.2.4.81', { kind: 'jpeg-ls', interleave: 0 }],
  ] as const)('%s was lossy and stays it, in the same transfer syntax', async (_, syntax, coding) => {
    const of = info({ rows: ROWS, columns: COLUMNS });
    const { bytes } = await codecs.encode(syntax, frame(of, coding, noise(1)[0]));
    const lossy = [el('0028,2110', 'CS', '01'), el('0028,2112', 'DS', '12'), el('0028,2114', 'CS', 'ISO_15444_1')];
    const input = picture({ syntax, more: lossy, pixels: fragments([bytes]) });
    const { after, plan } = await masked(input, [BOX]);
    expect(text(after, '(0002,0010)')).toBe(syntax);
    const tags = ['(0028,2110)', '(0028,2112)', '(0028,2114)'];
    expect(tags.map((tag) => text(after, tag))).toEqual(['01', '12', 'ISO_15444_1']);
    expect(planWarnings(plan).map(({ code }) => code)).toContain('coded-without-loss');
  });

  test('an overlay that settings keep is empty under the mask', async () => {
    const overlay = [
      el('6000,0010', 'US', ROWS),
      el('6000,0011', 'US', COLUMNS),
      el('6000,0050', 'SS', [1, 1]),
      el('6000,0100', 'US', 1),
      el('6000,0102', 'US', 0),
      el('6000,3000', 'OW', new Uint8Array(PIXELS / 8).fill(255)),
    ];
    const overrides = [forTag(0x60003000, 'keep', 'custom-preset')];
    for (const input of [picture({ more: overlay }), clip(2, { more: overlay })]) {
      const { after } = await masked(input, [BOX], { overrides });
      const bits = Array.from(find(after, '(6000,3000)')?.value ?? [], (byte) => byte.toString(2));
      expect(bits).toEqual(['11111111', '11100011', '11100011', '11111111', '11111111', '11111111']);
    }
  });
});

test('removed pixels leave with their tables, and nothing is claimed of them', async () => {
  const tables = [el('7fe0,0001', 'OV', [0n]), el('7fe0,0002', 'OV', [1n])];
  for (const input of [
    picture(),
    clip(1, { more: tables }),
    picture({ syntax: '1.2.840.10008.1.2.4.102', pixels: fragments([latin1('a video')]) }),
  ]) {
    const { after } = await run(input, { pixels: { removed: true } });
    expect(after.dataSet.filter(({ tag }) => tag.startsWith('(7FE0'))).toEqual([]);
    expect(codes(after)).toEqual(['113100', undefined, undefined]);
  }
});

describe('refused', () => {
  const video = picture({ syntax: '1.2.840.10008.1.2.4.102', pixels: fragments([latin1('a video')]) });
  const damaged = (frame: number): Uint8Array => {
    const frames = noise(3).map((one, i) => (i === frame ? zeros(70) : rleFrame(one, COLUMNS)));
    return picture({ syntax: SYNTAX.rle, frames: 3, pixels: fragments(frames) });
  };

  test.each<readonly [string, Uint8Array, Mask, object]>([
    ['a mask beside the image', picture(), { ...BOX, x: COLUMNS }, { code: 'mask-outside', details: { mask: 1 } }],
    ['a video', video, BOX, { code: 'unsupported-compression', details: { reason: 'video' } }],
    ['fewer pixels than described', picture({ pixels: zeros(40) }), BOX, { code: 'pixel-data-length' }],
    ['a damaged frame under a mask', damaged(1), BOX, { code: 'bad-frame', details: { frame: 2 } }],
    [
      'another size in the frames than in the header',
      picture({ syntax: SYNTAX.rle, rows: 7, pixels: fragments([rleFrame(noise(1)[0], COLUMNS)]) }),
      BOX,
      { code: 'bad-frame', details: { frame: 1 } },
    ],
  ])('%s', async (_, input, mask, error) => {
    await expect(masked(input, [mask])).rejects.toMatchObject(error);
  });

  test('a damaged frame that no mask touches is nobody’s concern', async () => {
    const { before, after } = await masked(damaged(2), [{ ...BOX, frames: { first: 0, last: 1 } }]);
    expect(itemsOf(after)[3]).toEqual(itemsOf(before)[3]);
  });
});
