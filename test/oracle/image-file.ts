/** Image files for other people's tools: written from samples or coded frames, and read again. */
import { el, fragments, type Part } from '../builders';
import { file, SYNTAX } from '../builders/file';
import { tokenize } from './tokenizer';

const SECONDARY_CAPTURE = '1.2.840.10008.5.1.4.1.1.7';

export interface ImageRecipe {
  readonly rows: number;
  readonly columns: number;
  readonly samplesPerPixel: number;
  readonly bitsAllocated: number;
  readonly bitsStored: number;
  readonly signed: boolean;
  readonly photometricInterpretation: string;
}

/** A file with one frame: `bytes` as native Pixel Data, or as fragments where `syntax` is encapsulated. */
export function imageFile(
  recipe: ImageRecipe,
  bytes: Uint8Array | readonly Uint8Array[],
  syntax: string = SYNTAX.explicit,
): Uint8Array {
  const pieces = bytes instanceof Uint8Array ? [bytes] : bytes;
  const { rows, columns, samplesPerPixel, bitsAllocated, bitsStored, signed, photometricInterpretation } = recipe;
  const planar: readonly Part[] = samplesPerPixel > 1 ? [el('0028,0006', 'US', 0)] : [];
  return file({
    syntax,
    sopClass: SECONDARY_CAPTURE,
    elements: [
      el('0008,0016', 'UI', SECONDARY_CAPTURE),
      el('0008,0018', 'UI', '1.2.826.0.1.3680043.8.498.1'),
      el('0028,0002', 'US', samplesPerPixel),
      el('0028,0004', 'CS', photometricInterpretation),
      ...planar,
      el('0028,0010', 'US', rows),
      el('0028,0011', 'US', columns),
      el('0028,0100', 'US', bitsAllocated),
      el('0028,0101', 'US', bitsStored),
      el('0028,0102', 'US', bitsStored - 1),
      el('0028,0103', 'US', signed ? 1 : 0),
      syntax === SYNTAX.explicit
        ? el('7fe0,0010', bitsAllocated > 8 ? 'OW' : 'OB', pieces[0])
        : fragments(pieces, { bot: [0] }),
    ],
  });
}

/** The only frame of a file: the value of Pixel Data, or all fragments, one after the other. */
export function onlyFrame(bytes: Uint8Array): Uint8Array {
  const tokens = tokenize(bytes).dataSet.filter(
    ({ tag, path }) => tag === '(7FE0,0010)' || path.startsWith('(7FE0,0010)['),
  );
  const parts = tokens.filter(({ path }) => /\[[1-9]\d*\]$/.test(path));
  return Buffer.concat(parts.length > 0 ? parts.map(({ value }) => value) : tokens.map(({ value }) => value));
}

/** What a file says of its colours. */
export function photometricInterpretation(bytes: Uint8Array): string {
  const token = tokenize(bytes).dataSet.find(({ path }) => path === '(0028,0004)');
  return Buffer.from(token?.value ?? [])
    .toString('latin1')
    .trim();
}
