import type { NumberedBlob } from '../../preview/preview-api';

/** Gives each Blob a number of its own, by which the preview worker knows it. */
export class ImageNumbers {
  private readonly numbers = new Map<Blob, number>();
  private next = 1;

  of(blob: Blob): NumberedBlob {
    const image = this.numbers.get(blob) ?? this.next++;
    this.numbers.set(blob, image);
    return { image, blob };
  }

  /** Forgets all Blobs but those given. Answers the numbers that mean nothing any more. */
  retain(live: ReadonlySet<Blob>): readonly number[] {
    const gone = [...this.numbers].filter(([blob]) => !live.has(blob));
    for (const [blob] of gone) this.numbers.delete(blob);
    return gone.map(([, image]) => image);
  }
}
