/** Masked native pixel data of an output beside the original's: black under the masks, the same bytes beside them. */
import type { ByteSource, PartsSource } from '../../io/byte-source';
import { type CancelSignal, throwIfCancelled } from '../../parallel';
import { isSubsampled, type PixelDescription } from '../../pixel/description';
import type { MaskedArea } from './masked-area';

/** Bytes looked at together: whole cells of any size, and whole words. */
const STEP = 983_040;

export interface NativePixels {
  readonly output: PartsSource;
  /** Where the value begins in the output. */
  readonly start: number;
  readonly original: ByteSource;
  readonly image: PixelDescription;
  readonly area: MaskedArea;
  /** The samples of a black pixel of a frame. */
  readonly black: (frame: number) => readonly number[];
  readonly signal: CancelSignal | undefined;
}

/** True if the output's value is the original's with masks burnt in, and no pixel under a mask was left out. */
export async function areNativePixelsMasked(pixels: NativePixels): Promise<boolean> {
  const { output, start, original, image, signal } = pixels;
  const judge = new CellJudge(pixels);
  for (const piece of output.originsOf(original, start, start + (image.end - image.start))) {
    const offset = piece.start - start;
    if (piece.origin >= 0) {
      if (piece.origin !== image.start + offset) return false;
      continue;
    }
    for (let at = piece.start; at < piece.end; at += STEP) {
      throwIfCancelled(signal);
      const to = Math.min(piece.end, at + STEP);
      const before = await original.read(image.start + at - start, image.start + to - start);
      if (!judge.isRight(await output.read(at, to), before, at - start)) return false;
    }
  }
  return judge.sawAll();
}

/** Looks at cells one by one, in the order of the file. */
class CellJudge {
  private readonly image: PixelDescription;
  private readonly area: MaskedArea;
  private readonly black: NativePixels['black'];
  private readonly flip: 0 | 1;
  /** Cells of a line, which is a row, of one color where colors lie apart. */
  private readonly lineCells: number;
  private readonly frameLines: number;
  /** Masked cells that were black. */
  private seen = 0;
  private seenSurplus = 0;

  constructor({ image, area, black }: NativePixels) {
    this.image = image;
    this.area = area;
    this.black = black;
    this.flip = image.swapsBytes ? 1 : 0;
    const planes = image.planar ? image.samplesPerPixel : 1;
    this.frameLines = image.rows * planes;
    this.lineCells = image.frameBits / image.bitsAllocated / this.frameLines;
  }

  /** Bytes from `offset` of the value on, and what they were. */
  isRight(bytes: Uint8Array, before: Uint8Array, offset: number): boolean {
    const { bitsAllocated, frames, frameBits } = this.image;
    const { lineCells } = this;
    const cellCount = (frames * frameBits) / bitsAllocated;
    const first = (offset * 8) / bitsAllocated;
    const end = ((offset + bytes.length) * 8) / bitsAllocated;
    if (!Number.isInteger(first) || (this.flip === 1 && offset % 2 !== 0)) return false;
    for (let cell = first; cell < Math.min(end, cellCount); ) {
      const line = Math.floor(cell / lineCells);
      const lineEnd = Math.min((line + 1) * lineCells, end, cellCount);
      if (!this.isLineRight(bytes, before, { offset, line, cell, end: lineEnd })) return false;
      cell = lineEnd;
    }
    return this.isRestRight(bytes, before, offset);
  }

  /** True once every masked cell was black, and what lies behind the last frame zero. */
  sawAll(): boolean {
    const { image, area } = this;
    const perPixel = isSubsampled(image) ? 2 : image.samplesPerPixel;
    let expected = 0;
    for (let frame = 0; frame < image.frames; frame++) expected += area.count(frame, image.rows) * perPixel;
    return this.seen === expected && this.seenSurplus === image.surplus;
  }

  private isLineRight(
    bytes: Uint8Array,
    before: Uint8Array,
    at: { readonly offset: number; readonly line: number; readonly cell: number; readonly end: number },
  ): boolean {
    const { image, lineCells, frameLines } = this;
    const { bitsAllocated, rows, samplesPerPixel, planar } = image;
    const frame = Math.floor(at.line / frameLines);
    const inFrame = at.line % frameLines;
    const covered = this.area.row(frame, inFrame % rows);
    const base = (at.offset * 8) / bitsAllocated;
    if (!covered && bitsAllocated >= 8 && this.flip === 0) {
      const size = bitsAllocated / 8;
      for (let i = (at.cell - base) * size; i < (at.end - base) * size; i++) if (bytes[i] !== before[i]) return false;
      return true;
    }
    const black = this.black(frame);
    const halves = isSubsampled(image);
    for (let cell = at.cell; cell < at.end; cell++) {
      const inLine = cell - at.line * lineCells;
      let x = planar || samplesPerPixel === 1 ? inLine : Math.floor(inLine / samplesPerPixel);
      let color = planar ? Math.floor(inFrame / rows) : inLine % samplesPerPixel;
      if (halves) {
        x = Math.floor(inLine / 4) * 2;
        color = Math.max(0, (inLine % 4) - 1);
      }
      if (covered?.[x] === 1) {
        if (!this.isBlack(bytes, cell - base, black[color])) return false;
        this.seen++;
      } else if (!this.isSameCell(bytes, before, cell - base)) return false;
    }
    return true;
  }

  private isSameCell(bytes: Uint8Array, before: Uint8Array, cell: number): boolean {
    const { bitsAllocated } = this.image;
    if (bitsAllocated === 1) return this.bit(bytes, cell) === this.bit(before, cell);
    const size = bitsAllocated / 8;
    for (let i = 0; i < size; i++) {
      const at = (cell * size + i) ^ this.flip;
      if (bytes[at] !== before[at]) return false;
    }
    return true;
  }

  private isBlack(bytes: Uint8Array, cell: number, black: number): boolean {
    const { bitsAllocated, bitsStored, highBit, format, bigEndian, overlays } = this.image;
    if (bitsAllocated === 1) return this.bit(bytes, cell) === black;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const at = (cell * bitsAllocated) / 8;
    if (format === 'float') return view.getFloat32(at, !bigEndian) === Math.fround(black);
    if (format === 'double') return view.getFloat64(at, !bigEndian) === black;
    let value = bytes[at ^ this.flip];
    if (bitsAllocated === 16) value = view.getUint16(at, !bigEndian);
    if (bitsAllocated === 32) value = view.getUint32(at, !bigEndian);
    const shift = highBit + 1 - bitsStored;
    const stored = bitsStored === 32 ? -1 : 2 ** bitsStored - 1;
    if ((((value >>> shift) ^ black) & stored) !== 0 || (value & (2 ** shift - 1)) !== 0) return false;
    // Bits above the stored ones repeat the sign, or are zero: nothing is hidden there.
    const above = highBit + 1 < bitsAllocated ? value >>> (highBit + 1) : 0;
    const hasOverlay = overlays.some(({ source }) => source.kind === 'embedded');
    return above === 0 || (!hasOverlay && black < 0 && above === 2 ** (bitsAllocated - highBit - 1) - 1);
  }

  private bit(bytes: Uint8Array, bit: number): number {
    return (bytes[(bit >> 3) ^ this.flip] >> (bit & 7)) & 1;
  }

  /** What lies behind the last frame: padding as it was, or zeros where it is more than that. */
  private isRestRight(bytes: Uint8Array, before: Uint8Array, offset: number): boolean {
    const { frames, frameBits, surplus, start, end } = this.image;
    const pixelBits = frames * frameBits;
    for (let bit = pixelBits; bit < Math.ceil(pixelBits / 8) * 8; bit++) {
      const own = bit - offset * 8;
      if (own >= 0 && own < bytes.length * 8 && this.bit(bytes, own) !== this.bit(before, own)) return false;
    }
    const surplusStart = end - start - surplus;
    for (let i = Math.max(0, Math.ceil(pixelBits / 8) - offset); i < bytes.length; i++) {
      const at = i ^ this.flip;
      if (offset + i < surplusStart ? bytes[at] !== before[at] : bytes[at] !== 0) return false;
      if (offset + i >= surplusStart) this.seenSurplus++;
    }
    return true;
  }
}
