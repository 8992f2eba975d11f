import type { Mask } from '../../pixel/mask';

/** Which columns of a row masks cover, worked out pixel by pixel, apart from how they are burnt in. */
export class MaskedArea {
  private readonly masks: readonly Mask[];
  private readonly covered: Uint8Array;
  private key = '';
  private any = false;
  private readonly counts = new Map<string, number>();

  constructor(masks: readonly Mask[], columns: number) {
    this.masks = masks;
    this.covered = new Uint8Array(columns);
  }

  isTouched(frame: number): boolean {
    return this.on(frame).length > 0;
  }

  /** One byte a column, 1 where it is masked; undefined where none is. Valid until it is asked again. */
  row(frame: number, y: number): Uint8Array | undefined {
    const key = `${frame} ${y}`;
    if (key !== this.key) {
      this.key = key;
      this.covered.fill(0);
      this.any = false;
      for (const mask of this.on(frame)) {
        if (y < mask.y || y >= mask.y + mask.height) continue;
        this.any = true;
        this.covered.fill(1, mask.x, mask.x + mask.width);
      }
    }
    return this.any ? this.covered : undefined;
  }

  /** Masked pixels on a frame. */
  count(frame: number, rows: number): number {
    const key = this.on(frame)
      .map((mask) => this.masks.indexOf(mask))
      .join();
    let count = this.counts.get(key);
    if (count === undefined) {
      count = 0;
      for (let y = 0; y < rows; y++) for (const is of this.row(frame, y) ?? []) count += is;
      this.counts.set(key, count);
    }
    return count;
  }

  private on(frame: number): readonly Mask[] {
    return this.masks.filter(({ frames }) => !frames || (frame >= frames.first && frame <= frames.last));
  }
}
