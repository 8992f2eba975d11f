/**
 * What Veil makes of real images, for masked_pixels.py to hold against other decoders:
 *
 *   node tools/run.mjs test/oracle/corpus-frames.ts CORPUS OUT
 *
 * OUT/frames.jsonl has a line for each file with pixels: `path` relative to CORPUS, `error` (code, if Veil can't
 * decode it), else `file` (samples in this machine's byte order, frame by frame, row by row, those of a pixel side
 * by side), `type` of a sample, `frames`, `rows`, `columns`, `samples` a pixel, `photometric`.
 * OUT/partly has multi-frame images again, anonymized with a mask on one frame, which the line names as `masked`.
 */
import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { FrameSource } from '../../src/anonymizer/preview/frame-source';
import { Codecs } from '../../src/codecs/codecs';
import { FrameMasker } from '../../src/codecs/frame-masker';
import { DicomError } from '../../src/core/errors';
import { BytesSource, PartsSource } from '../../src/core/io/byte-source';
import { Job } from '../../src/jobs/job';
import { policyFor } from '../../src/settings/policy';
import { NO_SETTINGS } from '../../src/settings/schema';
import { readBinary } from '../codecs/read-binary';

const [corpus, out] = process.argv.slice(2);
const MASK = { x: 1, y: 1, width: 5, height: 4 };
const codecs = new Codecs(readBinary);
const job = new Job(policyFor(NO_SETTINGS), new Uint8Array(32).fill(7));

/** undefined where there are no pixels. */
async function decoded(source: BytesSource, file: string): Promise<object | undefined> {
  const image = await FrameSource.open(source, codecs);
  if (!image) return undefined;
  const { rows, columns, frames } = image.info;
  let described = {};
  for (let frame = 0; frame < frames; frame++) {
    const { data, samplesPerPixel, photometric } = await image.samples(frame);
    appendFileSync(join(out, file), new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    const type = data.constructor.name.replace('Array', '').toLowerCase();
    described = { file, type, frames, rows, columns, samples: samplesPerPixel, photometric };
  }
  return described;
}

/** The middle frame alone is masked. @returns its number, from 0 */
async function maskOne(source: BytesSource, frames: number, path: string): Promise<number> {
  const frame = Math.floor(frames / 2);
  const masks = [{ ...MASK, frames: { first: frame, last: frame } }];
  const plan = job.plan(await job.read(source), undefined, 'refuse', { masks });
  const { parts } = await job.carryOut(plan, { coder: new FrameMasker(codecs) });
  const output = new PartsSource(parts);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, await output.read(0, output.size));
  return frame;
}

async function lineOf(path: string, number: number): Promise<object | undefined> {
  const source = new BytesSource(new Uint8Array(readFileSync(path)));
  const name = relative(corpus, path);
  let described: object | undefined;
  try {
    described = await decoded(source, `${number}.raw`);
    if (!described) return undefined;
    const { frames } = described as { readonly frames: number };
    const masked = frames > 1 ? await maskOne(source, frames, join(out, 'partly', name)) : undefined;
    return { path: name, ...described, masked };
  } catch (error) {
    if (!(error instanceof DicomError)) throw error;
    return { path: name, ...described, error: error.code };
  }
}

mkdirSync(out, { recursive: true });
const paths = readdirSync(corpus, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name));
for (const [number, path] of paths.entries()) {
  const line = await lineOf(path, number);
  if (line) appendFileSync(join(out, 'frames.jsonl'), `${JSON.stringify(line)}\n`);
}
