/** Does verification find masks that were not burnt in as planned, and pixels that changed elsewhere? */
import { describe, expect, test } from 'vitest';
import type { PixelDecision } from '../../../../src/core/deident/plan/pixel-plan';
import { verify } from '../../../../src/core/deident/verify/verify';
import { PartsSource } from '../../../../src/core/io/byte-source';
import type { FrameCoder } from '../../../../src/core/pixel/frame-coder';
import { concat, el, rleFrame, uint32 } from '../../../builders';
import { type Token, tokenize } from '../../../oracle/tokenizer';
import { COLUMNS, clip, noise, PIXELS, picture } from '../pictures';
import { coder, forTag, policy } from '../run';
import { doctored, findings, type Prepared, prepared, written } from './doctored';

interface Defect {
  readonly what: string;
  readonly put: (made: Prepared) => Uint8Array;
}

const PIXEL_DATA = '(7FE0,0010)';
const MASKS: PixelDecision = {
  masks: [
    { x: 2, y: 1, width: 3, height: 2 },
    { x: 0, y: 5, width: 8, height: 1, frames: { first: 1, last: 1 } },
  ],
};
/** A pixel under the first mask, one beside it, and one that only the second masks. */
const [UNDER, BESIDE, LATER] = [1 * COLUMNS + 2, 1 * COLUMNS + 5, 5 * COLUMNS];

/** The output with bytes of an item of Pixel Data changed, or of its value: `n` items behind the offset table. */
function patched(at: number, byte: number | ((old: number) => number), path = PIXEL_DATA) {
  return ({ output }: Prepared): Uint8Array => {
    const bytes = new Uint8Array(output);
    const { value } = tokenOf(bytes, path);
    value[at] = typeof byte === 'number' ? byte : byte(value[at]);
    return bytes;
  };
}

function tokenOf(bytes: Uint8Array, path: string): Token {
  const token = tokenize(bytes).dataSet.find((one) => one.path === path);
  if (!token) throw new Error(`no ${path}`);
  return token;
}

/** The output with the items `from` to before `to` of its Pixel Data written otherwise. */
const items = (from: number, to: number, ...values: readonly Uint8Array[]) => {
  return ({ output }: Prepared): Uint8Array => {
    const fragments = tokenize(output).dataSet.filter(({ kind }) => kind === 'fragment');
    const end = fragments[to - 1].end;
    return concat([output.subarray(0, fragments[from].start), ...values.map(item), output.subarray(end)]);
  };
};

function item(value: Uint8Array): Uint8Array {
  return concat([Uint8Array.of(0xfe, 0xff, 0x00, 0xe0), uint32(value.length, true), value]);
}

async function expectFound(made: Prepared, put: Defect['put'], path = PIXEL_DATA): Promise<void> {
  expect(await findings(made, made.output)).toEqual([]);
  expect(await findings(made, put(made))).toContainEqual({ kind: 'differs-from-plan', path });
}

describe('of native pixels', () => {
  const surplus = 6;
  const input = picture({ frames: 2, pixels: concat([...noise(2), new Uint8Array(surplus).fill(7)]) });
  const DEFECTS: readonly Defect[] = [
    { what: 'one pixel seen under a mask', put: patched(UNDER, 1) },
    { what: 'the last pixel of a mask', put: patched(2 * COLUMNS + 4, 255) },
    { what: 'a pixel that only one frame masks', put: patched(PIXELS + LATER + 7, 9) },
    { what: 'a pixel that changed beside the mask', put: patched(BESIDE, (old) => old ^ 1) },
    { what: 'a pixel that is black beside the mask', put: patched(BESIDE, 0) },
    { what: 'a pixel of a frame that is not masked there', put: patched(LATER, 0) },
    { what: 'something left after the last frame', put: patched(2 * PIXELS + surplus - 1, 7) },
    {
      what: 'the original in its place',
      put: ({ output }) => doctored(output, PIXEL_DATA, input.subarray(input.length - 2 * PIXELS - surplus - 12)),
    },
    {
      what: 'pixels missing at the end',
      put: ({ output }) => {
        const value = tokenOf(output, PIXEL_DATA).value;
        return doctored(output, PIXEL_DATA, written(el('7fe0,0010', 'OB', value.subarray(0, 2 * PIXELS))));
      },
    },
  ];

  test.each(DEFECTS)('$what is found', async ({ put }) => {
    await expectFound(await prepared(input, policy(), MASKS), put);
  });

  test('a bit seen where colors lie apart, words are swapped or bits are packed', async () => {
    const recipes = [
      { samplesPerPixel: 3, planar: 1, pixels: concat([...noise(2), ...noise(2, 2), ...noise(2, 3)]), frames: 2 },
      { syntax: '1.2.840.10008.1.2.2', vr: 'OW', frames: 2 },
      { bitsAllocated: 1, frames: 2, pixels: noise(1)[0].subarray(0, 12) },
    ] as const;
    const places = [2 * PIXELS + UNDER, UNDER + 1, 1];
    for (const [i, recipe] of recipes.entries()) {
      const made = await prepared(picture(recipe), policy(), MASKS);
      await expectFound(
        made,
        patched(places[i], (old) => old ^ 4),
      );
    }
  });
});

describe('of frames in fragments', () => {
  const [first, second] = noise(2).map((samples) => rleFrame(samples, COLUMNS));
  const black = (samples: Uint8Array, at: readonly number[]): Uint8Array => {
    const copy = samples.slice();
    for (const pixel of at) copy[pixel] = 0;
    return rleFrame(copy, COLUMNS);
  };
  const box = [10, 11, 12, 18, 19, 20];
  const line = [40, 41, 42, 43, 44, 45, 46, 47];
  const [one, two] = noise(2);
  const DEFECTS: readonly Defect[] = [
    { what: 'a frame as it was', put: items(1, 2, first) },
    { what: 'a mask that one pixel is missing of', put: items(1, 2, black(one, box.slice(1))) },
    { what: 'a pixel that is black beside the mask', put: items(1, 2, black(one, [...box, BESIDE])) },
    { what: 'frames in another order', put: items(1, 3, black(two, [...box, ...line]), black(one, box)) },
    { what: 'a frame that lost the mask of its own', put: items(2, 3, black(two, box)) },
    { what: 'a touched frame in two fragments', put: items(1, 2, first.subarray(0, 64), first.subarray(64)) },
    { what: 'a frame missing', put: items(2, 3) },
    { what: 'an offset table where there was none', put: items(0, 1, new Uint8Array(8)) },
  ];
  const TABLE_DEFECTS: readonly Defect[] = [
    { what: 'an offset table that is wrong', put: patched(4, (old) => old + 2, `${PIXEL_DATA}[0]`) },
    { what: 'an offset table that went', put: items(0, 1, new Uint8Array(0)) },
  ];
  const bare = clip(2, { table: false });

  test.each(DEFECTS)('$what is found', async ({ put }) => {
    await expectFound(await prepared(bare, policy(), MASKS), put);
  });

  test.each(TABLE_DEFECTS)('$what is found', async ({ put }) => {
    await expectFound(await prepared(clip(2), policy(), MASKS), put);
  });

  test('what a proper frame is, passes', async () => {
    const made = await prepared(bare, policy(), MASKS);
    const again = items(1, 3, black(one, box), black(two, [...box, ...line]))(made);
    expect(await findings(made, again)).toEqual([]);
  });

  test('a byte of a frame that no mask touches is found', async () => {
    const masks = [{ x: 0, y: 0, width: 1, height: 1, frames: { first: 0, last: 0 } }];
    const made = await prepared(bare, policy(), { masks });
    await expectFound(
      made,
      patched(second.length - 1, (old) => old ^ 1, `${PIXEL_DATA}[2]`),
    );
  });

  test('an extended offset table that is wrong is found', async () => {
    const table = [el('7fe0,0001', 'OV', [0n, BigInt(first.length + 8)])];
    const made = await prepared(clip(2, { table: false, more: table }), policy(), MASKS);
    await expectFound(
      made,
      patched(8, (old) => old ^ 1, '(7FE0,0001)'),
      '(7FE0,0001)',
    );
  });

  test('what one of several frames at once shows is not forgotten for another', async () => {
    const { plan, meta, output } = await prepared(bare, policy(), MASKS);
    let calls = 0;
    const together: FrameCoder = {
      parallel: 2,
      mask: (task) => coder.mask(task),
      compare: async () => {
        if (calls++ === 0) return 'not-masked';
        await new Promise(setImmediate);
        return undefined;
      },
    };
    const source = new PartsSource([{ kind: 'bytes', bytes: output }]);
    const { findings: found } = await verify(source, plan, meta, { coder: together });
    expect(found).toContainEqual({ kind: 'differs-from-plan', path: PIXEL_DATA });
    expect(calls).toBe(2);
  });

  test('a frame that can’t be decoded ends verification', async () => {
    const made = await prepared(bare, policy(), MASKS);
    await expect(findings(made, items(1, 2, new Uint8Array(80))(made))).rejects.toMatchObject({ code: 'bad-frame' });
  });
});

test('a bit of an overlay seen under a mask, or lost beside it, is found', async () => {
  const overlay = [
    el('6000,0010', 'US', 6),
    el('6000,0011', 'US', 8),
    el('6000,0050', 'SS', [1, 1]),
    el('6000,3000', 'OW', new Uint8Array(6).fill(255)),
  ];
  const keeping = policy([forTag(0x60003000, 'keep', 'custom-preset')]);
  const made = await prepared(picture({ frames: 2, more: overlay }), keeping, MASKS);
  await expectFound(
    made,
    patched(1, (old) => old | 4, '(6000,3000)'),
    '(6000,3000)',
  );
  await expectFound(made, patched(0, 254, '(6000,3000)'), '(6000,3000)');
});
