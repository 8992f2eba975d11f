import type { Mask } from '../../pixel/mask';
import type { Span } from '../../pixel/rectangle';

interface Rows {
  readonly frame: number;
  readonly top: number;
  readonly bottom: number;
  readonly spans: readonly Span[];
}

/** Which pixels masks cover, worked out row by row, apart from how they are burnt in. */
export class MaskedArea {
  private readonly masks: readonly Mask[];
  private readonly covered: Uint8Array;
  /** By the numbers of the masks that cover them. */
  private readonly spans = new Map<string, readonly Span[]>();
  private readonly counts = new Map<string, number>();
  private last: Rows = { frame: -1, top: 0, bottom: 0, spans: [] };

  /** @param masks - fitted to an image of so many columns */
  constructor(masks: readonly Mask[], columns: number) {
    this.masks = masks;
    this.covered = new Uint8Array(columns);
  }

  isTouched(frame: number): boolean {
    return this.masks.some((mask) => isOn(mask, frame));
  }

  /** The masked columns of a row: spans that ascend and do not touch. */
  row(frame: number, y: number): readonly Span[] {
    if (frame !== this.last.frame || y < this.last.top || y >= this.last.bottom) this.last = this.rowsFrom(frame, y);
    return this.last.spans;
  }

  /** Masked pixels on a frame of so many rows. */
  count(frame: number, rows: number): number {
    const key = this.masks.map((mask) => isOn(mask, frame)).join();
    let count = this.counts.get(key);
    if (count === undefined) {
      count = 0;
      for (let y = 0; y < rows; ) {
        const spans = this.row(frame, y);
        const next = Math.min(rows, this.last.bottom);
        for (const { left, right } of spans) count += (right - left) * (next - y);
        y = next;
      }
      this.counts.set(key, count);
    }
    return count;
  }

  /** Rows from `y` on that have the same spans. */
  private rowsFrom(frame: number, y: number): Rows {
    let key = '';
    let bottom = Number.POSITIVE_INFINITY;
    for (const [index, mask] of this.masks.entries()) {
      for (const edge of [mask.y, mask.y + mask.height]) if (edge > y && edge < bottom) bottom = edge;
      if (y >= mask.y && y < mask.y + mask.height && isOn(mask, frame)) key += `${index},`;
    }
    const spans = this.spans.get(key) ?? this.spansUnder(key);
    this.spans.set(key, spans);
    return { frame, top: y, bottom, spans };
  }

  private spansUnder(key: string): Span[] {
    const { covered } = this;
    covered.fill(0);
    for (const index of key.split(',').slice(0, -1)) {
      const { x, width } = this.masks[Number(index)];
      covered.fill(1, x, x + width);
    }
    const spans: Span[] = [];
    for (let x = 0; x < covered.length; x++) {
      if (covered[x] === 0) continue;
      const left = x;
      while (covered[x] === 1) x++;
      spans.push({ left, right: x });
    }
    return spans;
  }
}

function isOn({ frames }: Mask, frame: number): boolean {
  return !frames || (frame >= frames.first && frame <= frames.last);
}
