import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where packages lie outside of the project's root, as behind a link, Vite names their files by this and the path. */
const OUTSIDE = '/@fs';

/** Reads a codec's binary in Node, where Vite names assets by their place below the project's root. */
export async function readBinary(url: string): Promise<Uint8Array> {
  const path = url.startsWith(OUTSIDE) ? url.slice(OUTSIDE.length) : join(process.cwd(), url);
  return new Uint8Array(await readFile(path));
}
