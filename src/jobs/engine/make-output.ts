import type { FrameCoder } from '../../core/pixel/frame-coder';
import type { Progress, Result } from '../engine-api';
import { outputName } from '../output-name';
import { describeFile, reportHead } from '../report/describe-file';
import type { Configuration } from './configuration';
import type { OpenFile } from './open-file';
import { holdInBlobs, toBlob } from './output-blob';

/** What masks compressed frames for one output. */
export interface OpenCoder extends FrameCoder {
  /** Nothing more is wanted of it. */
  end(): void;
}

/** Opens a coder; the signal ends what it does. */
export type OpenCoders = (signal: AbortSignal) => OpenCoder;

interface OutputOptions {
  /** Without it compressed images can't be masked. */
  readonly openCoder: OpenCoders | undefined;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/**
 * Makes the output of a file and verifies it by reading it again.
 *
 * @throws DicomError if the settings or its masks stand against it; what writing and verifying throw
 */
export async function makeOutput(
  { plan, list, refusal, pixelProblem }: OpenFile,
  { job, stop, presetName }: Configuration,
  { openCoder, signal, onProgress }: OutputOptions,
): Promise<Result> {
  const problem = stop ?? refusal ?? pixelProblem;
  if (problem) throw problem;
  onProgress({ phase: 'writing', done: 0, total: 0 });
  const coder = plan.pixels?.image?.encapsulated ? openCoder?.(signal) : undefined;
  try {
    const { parts, size, nameUid, verification } = await job.carryOut(plan, {
      coder,
      hold: holdInBlobs(),
      onMasked: (done, total) => onProgress({ phase: 'masking', done, total }),
      onCompared: (done, total) => onProgress({ phase: 'verifying', done, total }),
      signal,
    });
    onProgress({ phase: 'verifying', done: 1, total: 1 });
    const { findings, elements, identifiers } = verification;
    const mayConfirm = !plan.policy.locks?.has('findings');
    return {
      blob: findings.length === 0 || mayConfirm ? await toBlob(parts, signal) : null,
      name: outputName(nameUid, 'anonymized'),
      sizeInBytes: size,
      findings,
      mayConfirm,
      checked: { elements, identifiers },
      counts: list.counts(),
      head: reportHead(plan.policy, presetName),
      facts: describeFile(plan, verification),
    };
  } finally {
    coder?.end();
  }
}
