import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FrameInfo } from '../../src/codecs/codec';
import type { Rectangle } from '../../src/codecs/jpeg/flatten';
import { HuffmanTable, withSymbols } from '../../src/codecs/jpeg/huffman';
import { jpegCodec, maskJpeg } from '../../src/codecs/jpeg/jpeg';
import { optimalTable } from '../../src/codecs/jpeg/optimal-table';
import { bytes, concat, latin1, seeded } from '../builders';
import { type JpegRecipe, jpeg } from '../builders/jpeg';
import { type OracleComponent, readJpeg } from '../oracle/jpeg-coefficients';
import { codeOf, info } from './frames';

/** A block of coefficients, most of them zero, that depends on its place only. */
function someBlock(seed: number, component: number, precision: number, row: number, column: number): readonly number[] {
  const random = seeded(seed * 7919 + component * 104729 + row * 1299709 + column * 15485863);
  const dcRange = 2 ** (precision + 3);
  const block = new Array<number>(64).fill(0);
  block[0] = Math.floor((random() - 0.5) * dcRange);
  for (let left = Math.floor(random() * 8); left > 0; left--) {
    block[1 + Math.floor(random() * 63)] = Math.floor((random() - 0.5) * 2 ** Math.floor(random() * (precision + 2)));
  }
  return block;
}

const anyRecipe = fc
  .record({
    rows: fc.integer({ min: 1, max: 50 }),
    columns: fc.integer({ min: 1, max: 50 }),
    precision: fc.constantFrom(8 as const, 12 as const),
    factors: fc.array(fc.record({ h: fc.integer({ min: 1, max: 4 }), v: fc.integer({ min: 1, max: 2 }) }), {
      minLength: 1,
      maxLength: 4,
    }),
    restartInterval: fc.integer({ min: 0, max: 5 }),
    interleaved: fc.boolean(),
    tight: fc.boolean(),
    quantizer: fc.constantFrom(1, 3, 16, 255),
    seed: fc.nat({ max: 1000 }),
  })
  .map(({ factors, seed, ...recipe }): JpegRecipe => {
    const components = factors.map((factor, index) => ({
      ...factor,
      block: (row: number, column: number) => someBlock(seed, index, recipe.precision, row, column),
    }));
    return { ...recipe, components };
  });

const anyRectangle = fc.record({
  x: fc.integer({ min: -5, max: 60 }),
  y: fc.integer({ min: -5, max: 60 }),
  width: fc.integer({ min: 1, max: 40 }),
  height: fc.integer({ min: 1, max: 40 }),
});

function infoOf({ rows, columns, precision, components }: JpegRecipe): FrameInfo {
  const bitsAllocated = precision === 12 ? 16 : 8;
  return info({ rows, columns, bitsAllocated, bitsStored: precision ?? 8, samplesPerPixel: components.length });
}

/** True where a pixel that a rectangle covers lies in a block, or so near that smoothing mixes both. */
function touches(rectangle: Rectangle, recipe: JpegRecipe, component: OracleComponent, row: number, column: number) {
  const hMost = Math.max(...recipe.components.map(({ h }) => h ?? 1));
  const vMost = Math.max(...recipe.components.map(({ v }) => v ?? 1));
  const along = (start: number, length: number, size: number, block: number, ratio: number) => {
    const [from, to] = [Math.max(0, start), Math.min(size, start + length)];
    const last = Math.ceil(size / ratio / 8) - 1;
    // Blocks beyond the image belong to the last one in it.
    const place = Math.min(block, last);
    const reach = ratio > 1 ? ratio / 2 : 0;
    return from < to && place * 8 * ratio < to + reach && (place + 1) * 8 * ratio > from - reach;
  };
  return (
    along(rectangle.x, rectangle.width, recipe.columns, column, hMost / component.h) &&
    along(rectangle.y, rectangle.height, recipe.rows, row, vMost / component.v)
  );
}

describe('masking in the coefficient domain', () => {
  it('makes blocks under a mask flat, and keeps every coefficient of all others', () => {
    fc.assert(
      fc.property(anyRecipe, fc.array(anyRectangle, { maxLength: 3 }), (recipe, rectangles) => {
        const original = jpeg(recipe);
        const most = 2 ** (recipe.precision ?? 8) - 1;
        const fill = recipe.components.map((_, index) => [0, most, (most + 1) / 2][index % 3]);
        const masked = maskJpeg(original, infoOf(recipe), rectangles, fill);
        const [before, after] = [readJpeg(original), readJpeg(masked.bytes)];
        expect({ ...after, components: [] }).toMatchObject({
          ...before,
          components: [],
          markers: after.markers,
        });
        after.components.forEach((component, index) => {
          const { blocks, quantizer } = before.components[index];
          expect(component.quantizer).toEqual(quantizer);
          expect([...component.blocks.keys()]).toEqual([...blocks.keys()]);
          for (const [place, coefficients] of component.blocks) {
            const [row, column] = place.split(',').map(Number);
            if (!rectangles.some((one) => touches(one, recipe, component, row, column))) {
              expect(coefficients).toEqual(blocks.get(place));
              continue;
            }
            expect(coefficients.slice(1).every((value) => value === 0)).toBe(true);
            const sample = Math.round((coefficients[0] * quantizer[0]) / 8) + (most + 1) / 2;
            expect(Math.min(most, Math.max(0, sample))).toBe(fill[index]);
          }
        });
      }),
      { numRuns: 300 },
    );
  });

  it('keeps the Huffman tables where they have all codes that are needed', () => {
    const recipe: JpegRecipe = { rows: 16, columns: 16, components: [{ block: (row) => someBlock(3, 0, 8, row, 0) }] };
    const original = jpeg(recipe);
    const { bytes: same } = maskJpeg(original, infoOf(recipe), []);
    expect(same).toEqual(original);
  });

  it('adds the categories that a mask needs to tables without them, and keeps all codes', () => {
    const frequencies = fc.uniqueArray(fc.integer({ min: 0, max: 15 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(frequencies, fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 12 }), (symbols, weights) => {
        const counts = new Uint32Array(256);
        for (const [i, symbol] of symbols.entries()) counts[symbol] = weights[i];
        const table = optimalTable(counts);
        const more = withSymbols(table, 12);
        for (const symbol of symbols) {
          expect([more.codes[symbol], more.lengths[symbol]]).toEqual([table.codes[symbol], table.lengths[symbol]]);
        }
        const lengths = Array.from({ length: 12 }, (_, symbol) => more.lengths[symbol]);
        expect(lengths.every((length) => length > 0 && length <= 16)).toBe(true);
        // The code of all ones is still free (T.81 C.2).
        expect(more.limits[Math.max(...more.lengths)]).toBeLessThan(1 << 16);
      }),
    );
    const full = new HuffmanTable(Uint8Array.of(2, ...new Uint8Array(15)), Uint8Array.of(3, 4));
    expect(withSymbols(full, 12)).toBe(full);
  });

  it('fills black where nothing else is asked for', () => {
    const block = () => someBlock(5, 0, 8, 0, 0);
    const everything = [{ x: 0, y: 0, width: 8, height: 8 }];
    const first = (photometricInterpretation: string, count: number, id?: number) => {
      const components = Array.from({ length: count }, (_, index) => ({ block, ...(id && { id: id + index }) }));
      const recipe = { rows: 8, columns: 8, components };
      const of = { ...infoOf(recipe), photometricInterpretation };
      const { samples } = jpegCodec.decode(maskJpeg(jpeg(recipe), of, everything).bytes, of);
      return [...samples.slice(0, count)];
    };
    expect(first('MONOCHROME1', 1)).toEqual([255]);
    expect(first('MONOCHROME2', 1)).toEqual([0]);
    expect(first('RGB', 3)).toEqual([0, 0, 0]);
    expect(first('YBR_FULL', 3)).toEqual([0, 128, 128]);
  });

  it('leaves out what may tell of the patient, and says so', () => {
    const jfif = concat([latin1('JFIF\0'), bytes('01 02 00 00 01 00 01 01 01 AA BB CC')]);
    const adobe = concat([latin1('Adobe'), bytes('00 64 00 00 00 00 01')]);
    const recipe: JpegRecipe = {
      rows: 8,
      columns: 8,
      components: [0, 1, 2].map((index) => ({ block: () => someBlock(1, index, 8, 0, 0) })),
      extra: [
        [0xe0, jfif],
        [0xe1, 'Exif\0\0DOE^JANE'],
        [0xee, adobe],
        [0xfe, 'DOE^JANE'],
        [0xf0, 'DOE^JANE'],
      ],
      end: concat([bytes('FF D9'), latin1('DOE^JANE')]),
    };
    const { bytes: masked, dropped } = maskJpeg(jpeg(recipe), infoOf(recipe), []);
    expect(latin1('DOE').every((byte, index) => byte === masked[index])).toBe(false);
    expect(new TextDecoder('latin1').decode(masked)).not.toContain('DOE');
    expect(dropped.map(({ name }) => name)).toEqual(['APP0', 'APP1', 'COM', '0xFFF0', 'after EOI']);
    expect(readJpeg(masked).markers.slice(0, 2)).toEqual([0xe0, 0xee]);
    // JFIF says so by its size that it has no thumbnail any more.
    expect([...masked.subarray(2, 20)]).toEqual([0xff, 0xe0, 0, 16, ...jfif.subarray(0, 12), 0, 0]);
  });

  it('works on frames without end marker, with fill bytes and padding', () => {
    const recipe: JpegRecipe = {
      rows: 9,
      columns: 17,
      restartInterval: 2,
      components: [{ block: () => someBlock(2, 0, 8, 0, 0) }],
    };
    const whole = maskJpeg(jpeg(recipe), infoOf(recipe), []).bytes;
    const endings = ['', '00', 'FF', 'FF FF D9', 'FF D9 00', 'FF FF FF D9 FF'];
    for (const end of endings) {
      expect(maskJpeg(jpeg({ ...recipe, end: bytes(end) }), infoOf(recipe), []).bytes).toEqual(whole);
    }
  });

  it('refuses frames that end early, rather than mask a part of them', () => {
    const recipe: JpegRecipe = {
      rows: 32,
      columns: 32,
      components: [{ block: (row, column) => someBlock(9, 0, 8, row, column) }],
    };
    const original = jpeg(recipe);
    for (let cut = 3; cut < original.length; cut += 7) {
      expect(codeOf(() => maskJpeg(original.subarray(0, -cut), infoOf(recipe), []))).toBe('bad-frame');
    }
  });

  it('masks or refuses a damaged frame, and does nothing else', () => {
    const damage = fc.array(fc.record({ at: fc.nat({ max: 2000 }), byte: fc.nat({ max: 255 }) }), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(anyRecipe, damage, (recipe, damages) => {
        const stream = jpeg(recipe);
        for (const { at, byte } of damages) stream[at % stream.length] = byte;
        const code = codeOf(() =>
          readJpeg(maskJpeg(stream, infoOf(recipe), [{ x: 3, y: 3, width: 9, height: 9 }]).bytes),
        );
        expect(['bad-frame', 'frame-mismatch', 'unsupported-compression', undefined]).toContain(code);
      }),
    );
  });

  it.each([
    ['arithmetic coding', 0xc9, 'arithmetic-coding'],
    ['hierarchical frames', 0xc5, 'hierarchical'],
    ['lossless frames', 0xc3, 'lossless-process'],
  ])('refuses %s by name', (_what, process, reason) => {
    const recipe: JpegRecipe = { rows: 8, columns: 8, components: [{ block: () => someBlock(1, 0, 8, 0, 0) }] };
    const stream = jpeg(recipe);
    stream[stream.indexOf(0xc0)] = process;
    expect(() => maskJpeg(stream, infoOf(recipe), [])).toThrow(expect.objectContaining({ details: { reason } }));
  });

  it('refuses an image of another size than the data set tells', () => {
    const recipe: JpegRecipe = { rows: 8, columns: 8, components: [{ block: () => someBlock(1, 0, 8, 0, 0) }] };
    expect(codeOf(() => maskJpeg(jpeg(recipe), info({ rows: 16 }), []))).toBe('frame-mismatch');
  });
});

describe('decoding of JPEG', () => {
  it('is the inverse DCT of the dequantized coefficients, within one grey level', () => {
    fc.assert(
      fc.property(fc.nat({ max: 500 }), fc.constantFrom(8 as const, 12 as const), (seed, precision) => {
        const block = someBlock(seed, 0, precision, 0, 0);
        const recipe: JpegRecipe = {
          rows: 8,
          columns: 8,
          precision,
          quantizer: 1,
          components: [{ block: () => block }],
        };
        const { samples } = jpegCodec.decode(jpeg(recipe), infoOf(recipe));
        const most = 2 ** precision - 1;
        inverseDct(block).forEach((value, index) => {
          const expected = Math.min(most, Math.max(0, value + (most + 1) / 2));
          expect(Math.abs(samples[index] - expected)).toBeLessThan(1.2);
        });
      }),
    );
  });

  it('repeats samples by any sampling factors', () => {
    const factor = fc.integer({ min: 1, max: 4 });
    const factors = fc.array(fc.record({ h: factor, v: factor }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(factors, fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: 70 }), (all, rows, columns) => {
        const level = (index: number, row: number, column: number) => 50 * index + 7 * row + column;
        const components = all.map((one, index) => ({
          ...one,
          block: (row: number, column: number) => [8 * level(index, row, column), ...new Array<number>(63).fill(0)],
        }));
        const recipe: JpegRecipe = { rows, columns, quantizer: 1, components };
        const { samples } = jpegCodec.decode(jpeg(recipe), infoOf(recipe));
        const [hMost, vMost] = [Math.max(...all.map(({ h }) => h)), Math.max(...all.map(({ v }) => v))];
        const expected = Array.from({ length: rows * columns }, (_, pixel) =>
          all.map(({ h, v }, index) => {
            const [x, y] = [pixel % columns, Math.floor(pixel / columns)];
            const [row, column] = [Math.floor((y * v) / vMost / 8), Math.floor((x * h) / hMost / 8)];
            return Math.min(255, 128 + level(index, row, column));
          }),
        );
        expect([...samples]).toEqual(expected.flat());
      }),
    );
  });

  it('repeats the samples of subsampled components', () => {
    const flat = (dc: number) => () => [dc, ...new Array<number>(63).fill(0)];
    const components = [
      { h: 2, v: 1, block: flat(-400) },
      { block: (_row: number, column: number) => flat(column * 80)() },
      { block: flat(0) },
    ];
    const recipe: JpegRecipe = { rows: 8, columns: 32, components };
    const decoded = jpegCodec.decode(jpeg(recipe), infoOf(recipe));
    expect(decoded).toMatchObject({ photometricInterpretation: 'YBR_FULL', lossy: true });
    const pixel = (x: number) => [...decoded.samples.slice(3 * x, 3 * x + 3)];
    expect([pixel(0), pixel(15), pixel(16), pixel(31)]).toEqual([
      [78, 128, 128],
      [78, 128, 128],
      [78, 138, 128],
      [78, 138, 128],
    ]);
  });
});

/** T.81 A.3.3 as it stands there, of coefficients in zigzag order. */
function inverseDct(coefficients: readonly number[]): readonly number[] {
  const places = Array.from({ length: 64 }, (_, place) => ({ v: place >> 3, u: place & 7 })).sort((one, other) => {
    const diagonal = one.u + one.v - other.u - other.v;
    if (diagonal !== 0) return diagonal;
    return (one.u + one.v) % 2 === 0 ? other.v - one.v : one.v - other.v;
  });
  const scale = (n: number) => (n === 0 ? Math.SQRT1_2 : 1);
  return Array.from({ length: 64 }, (_, place) => {
    const [y, x] = [place >> 3, place & 7];
    const sum = coefficients.reduce((total, value, k) => {
      const { u, v } = places[k];
      if (value === 0) return total;
      const across = Math.cos(((2 * x + 1) * u * Math.PI) / 16);
      return total + scale(u) * scale(v) * value * across * Math.cos(((2 * y + 1) * v * Math.PI) / 16);
    }, 0);
    return sum / 4;
  });
}
