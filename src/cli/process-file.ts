import { join } from 'node:path';
import type { PixelDecision } from '../core/deident/plan/pixel-plan';
import type { DocumentDecision } from '../core/deident/plan/uncleanable';
import type { DataSet } from '../core/dicom/data-set';
import { DicomError } from '../core/errors';
import type { Rectangle } from '../core/pixel/rectangle';
import type { Job } from '../jobs/job';
import { isMaskable } from '../jobs/masking';
import { outputName } from '../jobs/output-name';
import { describeFile } from '../jobs/report/describe-file';
import type { FileFacts, FileReport } from '../jobs/report/report';
import type { FileSource } from './file-source';
import type { FrameCoders } from './frame-coder';
import type { Input } from './inputs';
import { errorText } from './messages';
import type { OutputWriter, Taken } from './output-writer';
import { SpillFile } from './spill-file';
import { StopSign } from './stop';
import type { Written } from './write-output';

/** For masked pixels of one file after the other: touching new memory costs more than copying. */
const room = new Uint8Array(1_048_576);

export interface RunOptions {
  readonly out: string;
  readonly names: 'pseudonym' | 'keep';
  readonly acceptFindings: boolean;
  readonly documents: DocumentDecision;
  /** Burnt into every image, besides those of the preset. */
  readonly masks: readonly Rectangle[];
  /** The report names the SHA-256 of each output. */
  readonly digest: boolean;
  /** The memory of a `StopSign`: once it is set, files that are not whole are given up. */
  readonly stop: Int32Array;
}

/** What a thread has for all of its files. */
export interface Means {
  readonly job: Job;
  readonly options: RunOptions;
  readonly coders: FrameCoders;
  readonly writer: OutputWriter;
  /** @throws DicomError `unreadable` */
  open(input: Input): FileSource | Promise<FileSource>;
}

/** A file that is done but for its output, which may still be written: the next may be begun. */
export interface Processed {
  readonly report: Promise<FileReport>;
}

/** Anonymizes one file; whatever goes wrong becomes a report, never an output. */
export async function processFile(input: Input, means: Means): Promise<Processed> {
  const { presetId } = means.job.policy;
  const base = { input: input.path, output: null, preset: presetId, counts: {}, findings: [], warnings: [] };
  const refused = (error: unknown): FileReport => {
    const known = error instanceof DicomError ? error : new DicomError('internal');
    // What lies in a folder beside the images is passed over, but said.
    const skipped = input.fromFolder && known.code === 'not-dicom';
    return {
      ...base,
      ...(error instanceof FindingsError && { findings: error.facts.findings, counts: error.facts.counts }),
      status: skipped ? 'skipped' : 'refused',
      error: { ...known.toPlain(), message: errorText(known, known instanceof FindingsError ? known.tags : undefined) },
    };
  };
  let source: FileSource | undefined;
  try {
    if (input.isInTheWay) throw new DicomError('output-exists');
    source = await means.open(input);
    const { taken, facts } = await anonymizeSource(source, input, means);
    const anonymized = ({ path, sha256 }: Written): FileReport => ({
      ...base,
      output: path,
      status: 'anonymized',
      ...facts,
      findings: facts.findings.map((finding) => ({ ...finding, confirmed: 'accept-findings' })),
      ...(sha256 !== undefined && { sha256 }),
    });
    return { report: taken.written.then(anonymized).catch(refused) };
  } catch (error) {
    return { report: Promise.resolve(refused(error)) };
  } finally {
    source?.close();
  }
}

/** Verification found something, and nobody has accepted that. */
class FindingsError extends DicomError {
  readonly facts: FileFacts;

  constructor(facts: FileFacts) {
    const { findings } = facts;
    super('findings', { ...(findings[0] && { tag: findings[0].path }) }, { count: findings.length });
    this.facts = facts;
  }

  /** Each place once. */
  get tags(): string[] {
    return [...new Set(this.facts.findings.map(({ path }) => path))];
  }
}

async function anonymizeSource(
  source: FileSource,
  input: Input,
  { job, options, coders, writer }: Means,
): Promise<{ readonly taken: Taken; readonly facts: FileFacts }> {
  const dataSet = await job.read(source);
  const plan = job.plan(dataSet, undefined, options.documents, pixelDecision(dataSet, job, options));
  const spill = new SpillFile(options.out);
  const signal = new StopSign(options.stop);
  try {
    // Who works on the command line is warned: nobody is there to be asked.
    const carryOut = { coder: coders.get(), hold: spill.hold, room, signal, unseenPixels: 'pass' } as const;
    const { parts, nameUid, verification } = await job.carryOut(plan, carryOut);
    const facts = describeFile(plan, verification);
    if (facts.findings.length > 0 && !options.acceptFindings) throw new FindingsError(facts);
    const keep = options.names === 'keep';
    const name = keep ? input.relative : outputName(nameUid, `file-${input.index + 1}`);
    const path = join(options.out, name);
    const taken = await writer.take(parts, source, { path, overwrite: keep, digest: options.digest, signal });
    return { taken, facts };
  } finally {
    spill.close();
  }
}

/** Masks of the command line and of the preset; pixels that can't be masked go, if that was decided. */
function pixelDecision(dataSet: DataSet, job: Job, { masks, documents }: RunOptions): PixelDecision {
  const all = [...masks, ...job.presetMasks(dataSet)];
  if (all.length === 0) return {};
  const removed = documents === 'remove' && !isMaskable(dataSet);
  return { masks: all, masksFrom: masks.length > 0 ? 'user' : 'custom-preset', removed };
}
