/**
 * JPEG streams (ITU-T T.81) from quantized coefficients, sequential with Huffman coding. Simple and
 * slow; shares nothing with the codecs. All codes of a table have the same length.
 */
import { concat, latin1 } from './bytes';

export interface JpegRecipe {
  readonly rows: number;
  readonly columns: number;
  /** Default: 8. With 12 the frame is extended sequential, else baseline. */
  readonly precision?: 8 | 12;
  readonly components: readonly JpegComponent[];
  /** MCUs between restart markers; default: none. */
  readonly restartInterval?: number;
  /** False: one scan for each component. */
  readonly interleaved?: boolean;
  /** Tables have codes only for the symbols that occur. */
  readonly tight?: boolean;
  /** Segments behind SOI, as [marker, text or bytes]. */
  readonly extra?: readonly (readonly [number, string | Uint8Array])[];
  readonly quantizer?: number;
  /** Bytes behind the coded data instead of EOI. */
  readonly end?: Uint8Array;
}

export interface JpegComponent {
  readonly id?: number;
  readonly h?: number;
  readonly v?: number;
  /** Coefficients in zigzag order of the block in this row and column of blocks. */
  readonly block: (row: number, column: number) => readonly number[];
}

interface Symbols {
  readonly dc: Set<number>;
  readonly ac: Set<number>;
}

type Codes = ReadonlyMap<number, string>;

/** A marker segment. */
export function segment(marker: number, body: Uint8Array): Uint8Array {
  const length = body.length + 2;
  return concat([Uint8Array.of(0xff, marker, length >> 8, length & 0xff), body]);
}

function sizeOf(value: number): number {
  return value === 0 ? 0 : Math.floor(Math.log2(Math.abs(value))) + 1;
}

function bitsOf(value: number): string {
  const size = sizeOf(value);
  const code = value < 0 ? value + 2 ** size - 1 : value;
  return size === 0 ? '' : code.toString(2).padStart(size, '0');
}

/** A block as [table, symbol, bits] in the order they are coded. */
function* symbolsOf(block: readonly number[], prediction: number): Generator<readonly ['dc' | 'ac', number, string]> {
  const difference = block[0] - prediction;
  yield ['dc', sizeOf(difference), bitsOf(difference)];
  let zeros = 0;
  for (const value of block.slice(1)) {
    if (value === 0) {
      zeros++;
      continue;
    }
    for (; zeros > 15; zeros -= 16) yield ['ac', 0xf0, ''];
    yield ['ac', zeros * 16 + sizeOf(value), bitsOf(value)];
    zeros = 0;
  }
  if (zeros > 0) yield ['ac', 0, ''];
}

function table(tableClass: number, symbols: readonly number[]): { readonly body: Uint8Array; readonly codes: Codes } {
  // One code more than there are symbols: the one of all ones stays free.
  const length = Math.max(1, Math.ceil(Math.log2(symbols.length + 1)));
  const counts = new Uint8Array(16);
  counts[length - 1] = symbols.length;
  const codes = new Map(symbols.map((symbol, code) => [symbol, code.toString(2).padStart(length, '0')]));
  return { body: concat([Uint8Array.of(tableClass << 4), counts, Uint8Array.from(symbols)]), codes };
}

/** Every [component, row, column] of a scan, MCU by MCU. */
function* order(recipe: JpegRecipe, components: readonly number[]): Generator<readonly (readonly number[])[]> {
  const factor = (index: number) => ({ h: recipe.components[index].h ?? 1, v: recipe.components[index].v ?? 1 });
  const all = recipe.components.map((_, index) => factor(index));
  const [hMost, vMost] = [Math.max(...all.map(({ h }) => h)), Math.max(...all.map(({ v }) => v))];
  if (components.length === 1) {
    const { h, v } = factor(components[0]);
    const across = Math.ceil(Math.ceil((recipe.columns * h) / hMost) / 8);
    const down = Math.ceil(Math.ceil((recipe.rows * v) / vMost) / 8);
    for (let row = 0; row < down; row++)
      for (let column = 0; column < across; column++) yield [[components[0], row, column]];
    return;
  }
  for (let down = 0; down < Math.ceil(recipe.rows / (8 * vMost)); down++) {
    for (let across = 0; across < Math.ceil(recipe.columns / (8 * hMost)); across++) {
      yield components.flatMap((index) => {
        const { h, v } = factor(index);
        return Array.from({ length: h * v }, (_, n) => [index, down * v + Math.floor(n / h), across * h + (n % h)]);
      });
    }
  }
}

/** The scan's MCUs as lists of [table, symbol, bits], restarts as `undefined`. */
function codedScan(recipe: JpegRecipe, components: readonly number[]) {
  const out: ((readonly ['dc' | 'ac', number, string])[] | undefined)[] = [];
  let predictions = new Map<number, number>();
  let count = 0;
  for (const mcu of order(recipe, components)) {
    if (recipe.restartInterval && count > 0 && count % recipe.restartInterval === 0) {
      out.push(undefined);
      predictions = new Map();
    }
    count++;
    out.push(
      mcu.flatMap(([index, row, column]) => {
        const block = recipe.components[index].block(row, column);
        const symbols = [...symbolsOf(block, predictions.get(index) ?? 0)];
        predictions.set(index, block[0]);
        return symbols;
      }),
    );
  }
  return out;
}

function stuffed(bits: string): Uint8Array {
  const padded = bits.padEnd(Math.ceil(bits.length / 8) * 8, '1');
  const bytes = padded.match(/.{8}/g) ?? [];
  return Uint8Array.from(bytes.flatMap((one) => (one === '11111111' ? [0xff, 0] : [Number.parseInt(one, 2)])));
}

export function jpeg(recipe: JpegRecipe): Uint8Array {
  const precision = recipe.precision ?? 8;
  const { components } = recipe;
  const all = components.map((_, index) => index);
  const scans = (recipe.interleaved === false ? all.map((index) => [index]) : [all]).map((members) => ({
    members,
    mcus: codedScan(recipe, members),
  }));
  const used: Symbols = { dc: new Set(), ac: new Set() };
  for (const { mcus } of scans) for (const mcu of mcus) for (const [kind, symbol] of mcu ?? []) used[kind].add(symbol);
  const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);
  const everyAc = range(0, 15).flatMap((run) => range(1, 14).map((size) => run * 16 + size));
  const dc = table(0, recipe.tight ? [...used.dc] : range(0, 15));
  const ac = table(1, recipe.tight ? [...used.ac] : [0, 0xf0, ...everyAc]);
  const quantizer = recipe.quantizer ?? 1;
  return concat([
    Uint8Array.of(0xff, 0xd8),
    ...(recipe.extra ?? []).map(([marker, body]) => segment(marker, typeof body === 'string' ? latin1(body) : body)),
    segment(0xdb, concat([Uint8Array.of(0), new Uint8Array(64).fill(quantizer)])),
    segment(
      precision === 12 ? 0xc1 : 0xc0,
      Uint8Array.of(
        precision,
        recipe.rows >> 8,
        recipe.rows & 255,
        recipe.columns >> 8,
        recipe.columns & 255,
        components.length,
        ...components.flatMap(({ id, h, v }, index) => [id ?? index + 1, (h ?? 1) * 16 + (v ?? 1), 0]),
      ),
    ),
    segment(0xc4, dc.body),
    segment(0xc4, ac.body),
    ...(recipe.restartInterval
      ? [segment(0xdd, Uint8Array.of(recipe.restartInterval >> 8, recipe.restartInterval & 255))]
      : []),
    ...scans.flatMap(({ members, mcus }) => {
      const selectors = members.flatMap((index) => [components[index].id ?? index + 1, 0]);
      const parts = [segment(0xda, Uint8Array.of(members.length, ...selectors, 0, 63, 0))];
      let bits = '';
      let restarts = 0;
      for (const mcu of mcus) {
        if (mcu) {
          for (const [kind, symbol, value] of mcu) bits += ((kind === 'dc' ? dc : ac).codes.get(symbol) ?? '') + value;
          continue;
        }
        parts.push(stuffed(bits), Uint8Array.of(0xff, 0xd0 + (restarts++ % 8)));
        bits = '';
      }
      return [...parts, stuffed(bits)];
    }),
    recipe.end ?? Uint8Array.of(0xff, 0xd9),
  ]);
}
