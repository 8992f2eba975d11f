import { shareIn } from '../../core/pixel/rectangle';
import { findBarcodes } from './barcodes';
import { findText } from './find-text';
import type { FindProgress, Found, Picture } from './found';
import type { LineReader } from './reader';

/** What lies in something that was found already, by this share, is the same. */
const SAME = 0.7;

/** Text and codes of pictures of one image. */
export async function findAll(
  pictures: readonly Picture[],
  reader: LineReader,
  zxing: string,
  onProgress: (progress: FindProgress) => void,
): Promise<readonly Found[]> {
  const all: Found[] = [];
  for (const [index, picture] of pictures.entries()) {
    const codes = await findBarcodes(picture, zxing);
    const texts = await findText(picture, reader, ({ done, total }) =>
      onProgress({ done: index * total + done, total: pictures.length * total }),
    );
    for (const one of [...codes, ...texts]) {
      if (!all.some((other) => shareIn(one, other) >= SAME)) all.push(one);
    }
  }
  return all;
}
