/** Masked native pixel data of an output beside the original's: black under the masks, the same bytes beside them. */
import type { ByteSource, PartsSource } from '../../io/byte-source';
import { type CancelSignal, throwIfCancelled } from '../../parallel';
import { isSubsampled, type PixelDescription } from '../../pixel/description';
import { Comparable } from './comparable';
import type { MaskedArea } from './masked-area';

/** Bytes looked at together: whole cells of any size, and whole words. */
const STEP = 983_040;
/** Taken over from image to image: fresh memory costs more than copying. Nothing waits while it is in use. */
const ROOM: { written?: Uint8Array<ArrayBuffer>; before?: Uint8Array<ArrayBuffer> } = {};

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
      const bytes = await output.read(at, to);
      ROOM.written ??= new Uint8Array(STEP);
      ROOM.before ??= new Uint8Array(STEP);
      const written = new Comparable(bytes, ROOM.written);
      if (!judge.isRight(written, new Comparable(before, ROOM.before), at - start)) return false;
    }
  }
  return judge.sawAll();
}

/** Looks at cells in the order of the file. */
class CellJudge {
  private readonly image: PixelDescription;
  private readonly area: MaskedArea;
  private readonly black: NativePixels['black'];
  private readonly flip: 0 | 1;
  /** Cells of a line, which is a row, of one color where colors lie apart. */
  private readonly lineCells: number;
  private readonly frameLines: number;
  /** Cells and pixels after which the colors come again in the same order. */
  private readonly period: number;
  private readonly periodPixels: number;
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
    this.periodPixels = isSubsampled(image) ? 2 : 1;
    this.period = (this.lineCells / image.columns) * this.periodPixels;
  }

  /** Bytes from `offset` of the value on, and what they were. */
  isRight(written: Comparable, before: Comparable, offset: number): boolean {
    const { bitsAllocated, frames, frameBits } = this.image;
    const { lineCells } = this;
    const first = (offset * 8) / bitsAllocated;
    const end = Math.min(((offset + written.bytes.length) * 8) / bitsAllocated, (frames * frameBits) / bitsAllocated);
    if (!Number.isInteger(first) || (this.flip === 1 && offset % 2 !== 0)) return false;
    for (let cell = first; cell < end; ) {
      const line = Math.floor(cell / lineCells);
      const lineEnd = Math.min((line + 1) * lineCells, end);
      if (!this.isLineRight(written, before, { base: first, line, cell, end: lineEnd })) return false;
      cell = lineEnd;
    }
    return this.isRestRight(written, before, offset);
  }

  /** True once every masked cell was black, and what lies behind the last frame zero. */
  sawAll(): boolean {
    const { image, area, period, periodPixels } = this;
    const planes = image.planar ? image.samplesPerPixel : 1;
    let expected = 0;
    for (let frame = 0; frame < image.frames; frame++) expected += area.count(frame, image.rows);
    return this.seen === (expected * period * planes) / periodPixels && this.seenSurplus === image.surplus;
  }

  /** Cells of one line, counted through the image; `base` is the first one that there are bytes of. */
  private isLineRight(
    written: Comparable,
    before: Comparable,
    {
      base,
      line,
      cell,
      end,
    }: { readonly base: number; readonly line: number; readonly cell: number; readonly end: number },
  ): boolean {
    const { area, lineCells, frameLines, period, periodPixels } = this;
    const { rows } = this.image;
    const frame = Math.floor(line / frameLines);
    const inFrame = line % frameLines;
    const start = line * lineCells;
    let at = cell;
    for (const { left, right } of area.row(frame, inFrame % rows)) {
      const from = Math.max(at, start + (left / periodPixels) * period);
      const to = Math.min(end, start + (right / periodPixels) * period);
      if (from >= to) continue;
      if (!this.areSame(written, before, at - base, from - base)) return false;
      if ((from - start) % period !== 0) return false;
      if (!this.areBlack(written, from - base, to - base, this.blackCells(frame, Math.floor(inFrame / rows))))
        return false;
      this.seen += to - from;
      at = to;
    }
    return this.areSame(written, before, at - base, end - base);
  }

  /** The stored values of the cells of a period that are black, in a plane where colors lie apart. */
  private blackCells(frame: number, plane: number): readonly number[] {
    const black = this.black(frame);
    if (this.image.planar) return [black[plane]];
    return isSubsampled(this.image) ? [black[0], black[0], black[1], black[2]] : black;
  }

  private areSame(written: Comparable, before: Comparable, from: number, to: number): boolean {
    const { bitsAllocated } = this.image;
    if (bitsAllocated === 1) {
      for (let bit = from; bit < to; bit++) {
        if (this.bit(written.bytes, bit) !== this.bit(before.bytes, bit)) return false;
      }
      return true;
    }
    const size = bitsAllocated / 8;
    return written.equals(before, from * size, to * size, this.flip);
  }

  /** The first cells say what they have to, and all others the same. */
  private areBlack(written: Comparable, from: number, to: number, black: readonly number[]): boolean {
    const { bitsAllocated } = this.image;
    const { period } = this;
    if (bitsAllocated === 1) {
      for (let bit = from; bit < to; bit++) if (this.bit(written.bytes, bit) !== black[0]) return false;
      return true;
    }
    for (let i = 0; i < Math.min(period, to - from); i++) if (!this.isBlack(written, from + i, black[i])) return false;
    const size = bitsAllocated / 8;
    return written.repeats(from * size, to * size, period * size, this.flip);
  }

  private isBlack({ bytes, view }: Comparable, cell: number, black: number): boolean {
    const { bitsAllocated, bitsStored, highBit, format, bigEndian, overlays } = this.image;
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
  private isRestRight(written: Comparable, before: Comparable, offset: number): boolean {
    const { frames, frameBits, surplus, start, end } = this.image;
    const length = written.bytes.length;
    const pixelBits = frames * frameBits;
    for (let bit = pixelBits; bit < Math.ceil(pixelBits / 8) * 8; bit++) {
      const own = bit - offset * 8;
      const isHere = own >= 0 && own < length * 8;
      if (isHere && this.bit(written.bytes, own) !== this.bit(before.bytes, own)) return false;
    }
    const padding = Math.max(0, Math.ceil(pixelBits / 8) - offset);
    const zeros = Math.max(padding, Math.min(length, end - start - surplus - offset));
    if (padding >= length) return true;
    this.seenSurplus += length - zeros;
    return written.equals(before, padding, zeros, this.flip) && written.isZero(zeros, length, this.flip);
  }
}
