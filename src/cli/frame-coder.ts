import { readFile } from 'node:fs/promises';
import { Codecs } from '../codecs/codecs';
import { FrameMasker } from '../codecs/frame-masker';

let coder: FrameMasker | undefined;

/** Masks compressed frames on this thread; binaries are read when a frame needs them. */
export function frameCoder(): FrameMasker {
  coder ??= new FrameMasker(new Codecs(async (url) => new Uint8Array(await readFile(new URL(url)))));
  return coder;
}
