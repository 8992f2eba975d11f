/**
 * A second reader of JPEG streams by DCT (ITU-T T.81), sequential and progressive, down to their
 * quantized coefficients: bits as text, codes in maps. Shares nothing with the codecs.
 */

export interface OracleJpeg {
  readonly process: number;
  readonly precision: number;
  readonly rows: number;
  readonly columns: number;
  readonly restartIntervals: readonly number[];
  /** Markers of all segments in their order. */
  readonly markers: readonly number[];
  readonly components: readonly OracleComponent[];
}

export interface OracleComponent {
  readonly id: number;
  readonly h: number;
  readonly v: number;
  readonly quantizer: readonly number[];
  /** Coefficients in zigzag order by `row,column` of the block; blocks that no scan has coded are missing. */
  readonly blocks: ReadonlyMap<string, readonly number[]>;
}

interface Parsed {
  readonly id: number;
  readonly h: number;
  readonly v: number;
  readonly tq: number;
  quantizer: readonly number[];
  readonly blocks: Map<string, number[]>;
}

class Bits {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  one(): number {
    if (this.at >= this.text.length) throw new Error('out of bits');
    return this.text[this.at++] === '1' ? 1 : 0;
  }

  number(count: number): number {
    let value = 0;
    for (let left = count; left > 0; left--) value = value * 2 + this.one();
    return value;
  }

  signed(size: number): number {
    const value = this.number(size);
    return size > 0 && value < 2 ** (size - 1) ? value - 2 ** size + 1 : value;
  }

  symbol(codes: ReadonlyMap<string, number>): number {
    let code = '';
    while (code.length < 17) {
      code += this.one();
      const symbol = codes.get(code);
      if (symbol !== undefined) return symbol;
    }
    throw new Error('no such code');
  }

  /** Only ones, less than a byte of them. */
  get isPadding(): boolean {
    return /^1{0,7}$/.test(this.text.slice(this.at));
  }
}

export function readJpeg(bytes: Uint8Array): OracleJpeg {
  const u16 = (at: number) => bytes[at] * 256 + bytes[at + 1];
  if (u16(0) !== 0xffd8) throw new Error('no SOI');
  const markers: number[] = [];
  const restartIntervals: number[] = [];
  const quantizers = new Map<number, number[]>();
  const codes = new Map<number, Map<string, number>>();
  let frame = { process: 0, precision: 0, rows: 0, columns: 0 };
  let components: Parsed[] = [];
  let restartInterval = 0;
  for (let at = 2; ; ) {
    if (bytes[at] !== 0xff) throw new Error(`no marker at ${at}`);
    // Fill bytes (T.81 B.1.1.2).
    while (bytes[at + 1] === 0xff) at++;
    const marker = bytes[at + 1];
    markers.push(marker);
    if (marker === 0xd9) break;
    const start = at + 4;
    const end = at + 2 + u16(at + 2);
    if (marker === 0xdb) readQuantizers(bytes.subarray(start, end), quantizers);
    if (marker === 0xc4) readCodes(bytes.subarray(start, end), codes);
    if (marker === 0xdd) restartInterval = u16(start);
    if (marker >= 0xc0 && marker <= 0xc2) {
      frame = { process: marker, precision: bytes[start], rows: u16(start + 1), columns: u16(start + 3) };
      components = Array.from({ length: bytes[start + 5] }, (_, index) => {
        const [id, factors, tq] = bytes.subarray(start + 6 + 3 * index, start + 9 + 3 * index);
        return { id, h: factors >> 4, v: factors & 15, tq, quantizer: [], blocks: new Map() };
      });
    }
    at = end;
    if (marker !== 0xda) continue;
    restartIntervals.push(restartInterval);
    const intervals = [''];
    for (; bytes[at] !== 0xff || bytes[at + 1] === 0 || (bytes[at + 1] & 0xf8) === 0xd0; at++) {
      if (bytes[at] === 0xff && bytes[at + 1] !== 0) {
        if (bytes[at + 1] !== 0xd0 + ((intervals.length - 1) % 8)) throw new Error('restart out of order');
        intervals.push('');
        at++;
        continue;
      }
      intervals[intervals.length - 1] += bytes[at].toString(2).padStart(8, '0');
      if (bytes[at] === 0xff) at++;
    }
    for (const component of components)
      if (component.quantizer.length === 0) component.quantizer = quantizers.get(component.tq) ?? [];
    decodeScan(frame, components, bytes.subarray(start, end), codes, restartInterval, intervals);
  }
  return { ...frame, markers, restartIntervals, components };
}

function readQuantizers(body: Uint8Array, quantizers: Map<number, number[]>): void {
  for (let at = 0; at < body.length; ) {
    const wide = body[at] >> 4;
    const values = Array.from({ length: 64 }, (_, k) =>
      wide ? body[at + 1 + 2 * k] * 256 + body[at + 2 + 2 * k] : body[at + 1 + k],
    );
    quantizers.set(body[at] & 15, values);
    at += 1 + 64 * (wide + 1);
  }
}

function readCodes(body: Uint8Array, all: Map<number, Map<string, number>>): void {
  for (let at = 0; at < body.length; ) {
    const codes = new Map<string, number>();
    let [code, next] = [0, at + 17];
    for (let length = 1; length <= 16; length++, code *= 2) {
      for (let left = body[at + length]; left > 0; left--)
        codes.set((code++).toString(2).padStart(length, '0'), body[next++]);
      if (code > 2 ** length || [...codes.keys()].includes('1'.repeat(length))) throw new Error('bad table');
    }
    all.set(body[at], codes);
    at = next;
  }
}

function decodeScan(
  frame: { readonly process: number; readonly rows: number; readonly columns: number },
  components: readonly Parsed[],
  header: Uint8Array,
  codes: ReadonlyMap<number, ReadonlyMap<string, number>>,
  restartInterval: number,
  intervals: readonly string[],
): void {
  const members = Array.from({ length: header[0] }, (_, index) => ({
    component: components.find(({ id }) => id === header[1 + 2 * index]) as Parsed,
    dc: codes.get(header[2 + 2 * index] >> 4) as ReadonlyMap<string, number>,
    ac: codes.get(16 + (header[2 + 2 * index] & 15)) as ReadonlyMap<string, number>,
  }));
  const [ss, stated, approximation] = header.subarray(header.length - 3);
  const [high, low] = [approximation >> 4, approximation & 15];
  const isProgressive = frame.process === 0xc2;
  // Scans that are sequential have all coefficients; some writers state 0.
  const se = isProgressive ? stated : 63;
  const [hMost, vMost] = [Math.max(...components.map(({ h }) => h)), Math.max(...components.map(({ v }) => v))];
  let bits = new Bits(intervals[0]);
  let predictions = new Map<Parsed, number>();
  let emptyBlocks = 0;
  let mcus = 0;

  const decode = ({ component, dc, ac }: (typeof members)[number], row: number, column: number) => {
    const key = `${row},${column}`;
    const block = component.blocks.get(key) ?? new Array<number>(64).fill(0);
    component.blocks.set(key, block);
    if (ss === 0 && high === 0) {
      const value = (predictions.get(component) ?? 0) + bits.signed(bits.symbol(dc));
      predictions.set(component, value);
      block[0] = value * 2 ** low;
    } else if (ss === 0) {
      // Two's complement: the bit is added below the sign.
      block[0] += bits.one() * 2 ** low;
    }
    const first = Math.max(1, ss);
    if (isProgressive && ss === 0) return;
    if (high > 0) return refine(block, ac);
    if (emptyBlocks > 0) {
      emptyBlocks--;
      return;
    }
    for (let k = first; k <= se; k++) {
      const symbol = bits.symbol(ac);
      const [run, size] = [symbol >> 4, symbol & 15];
      if (size === 0 && run < 15) {
        if (!isProgressive && run > 0) throw new Error('a run of blocks in a sequential scan');
        emptyBlocks = 2 ** run + bits.number(run) - 1;
        return;
      }
      k += run;
      if (k > 63) throw new Error('past the block');
      block[k] = bits.signed(size) * 2 ** low;
    }
  };

  const refine = (block: number[], ac: ReadonlyMap<string, number>) => {
    let k = ss;
    const correct = () => {
      if (bits.one()) block[k] += Math.sign(block[k]) * 2 ** low;
    };
    while (k <= se && emptyBlocks === 0) {
      const symbol = bits.symbol(ac);
      const size = symbol & 15;
      let run = symbol >> 4;
      if (size === 0 && run < 15) {
        emptyBlocks = 2 ** run + bits.number(run);
        break;
      }
      const value = size === 0 ? 0 : (bits.one() ? 1 : -1) * 2 ** low;
      for (; k <= se && (block[k] !== 0 || run > 0); k++) {
        if (block[k] !== 0) correct();
        else run--;
      }
      if (value !== 0) block[k] = value;
      k++;
    }
    if (emptyBlocks === 0) return;
    for (; k <= se; k++) if (block[k] !== 0) correct();
    emptyBlocks--;
  };

  const begin = () => {
    if (restartInterval > 0 && mcus > 0 && mcus % restartInterval === 0) {
      if (!bits.isPadding || emptyBlocks > 0) throw new Error('left over before a restart');
      bits = new Bits(intervals[mcus / restartInterval]);
      predictions = new Map();
    }
    mcus++;
  };

  if (members.length === 1) {
    const { component } = members[0];
    const across = Math.ceil(Math.ceil((frame.columns * component.h) / hMost) / 8);
    const down = Math.ceil(Math.ceil((frame.rows * component.v) / vMost) / 8);
    for (let n = 0; n < across * down; n++) {
      begin();
      decode(members[0], Math.floor(n / across), n % across);
    }
  } else {
    const across = Math.ceil(frame.columns / (8 * hMost));
    const down = Math.ceil(frame.rows / (8 * vMost));
    for (let n = 0; n < across * down; n++) {
      begin();
      for (const member of members) {
        const { h, v } = member.component;
        for (let inner = 0; inner < h * v; inner++) {
          decode(member, Math.floor(n / across) * v + Math.floor(inner / h), (n % across) * h + (inner % h));
        }
      }
    }
  }
  if (!bits.isPadding || emptyBlocks > 0) throw new Error('left over at the end of a scan');
}
