/** Outputs with something wrong put into them, and what verification finds. */
import { type MetaElement, newSopInstanceUid, planFileMeta } from '../../../../src/core/deident/plan/file-meta-plan';
import type { PixelDecision } from '../../../../src/core/deident/plan/pixel-plan';
import type { Plan } from '../../../../src/core/deident/plan/plan';
import type { Policy } from '../../../../src/core/deident/rules/policy';
import type { Finding } from '../../../../src/core/deident/verify/findings';
import { verify } from '../../../../src/core/deident/verify/verify';
import { BytesSource, PartsSource } from '../../../../src/core/io/byte-source';
import { Job } from '../../../../src/jobs/job';
import { VERSION_NAME } from '../../../../src/jobs/version';
import { concat, EXPLICIT, type Part } from '../../../builders';
import { tokenize } from '../../../oracle/tokenizer';
import { coder, KEY, policy } from '../run';

export interface Prepared {
  readonly plan: Plan;
  readonly meta: readonly MetaElement[];
  readonly output: Uint8Array;
}

/** A file anonymized as it should be. */
export async function prepared(
  input: Uint8Array,
  inForce: Policy = policy(),
  pixels: PixelDecision = {},
): Promise<Prepared> {
  const job = new Job(inForce, KEY);
  const plan = job.plan(await job.read(new BytesSource(input)), undefined, 'refuse', pixels);
  const { parts } = await job.carryOut(plan, { coder });
  const source = new PartsSource(parts);
  const meta = planFileMeta(plan.dataSet, newSopInstanceUid(plan), job.pseudonyms, VERSION_NAME);
  return { plan, meta, output: await source.read(0, source.size) };
}

export async function findings({ plan, meta }: Prepared, bytes: Uint8Array): Promise<readonly Finding[]> {
  const { findings: found } = await verify(new PartsSource([{ kind: 'bytes', bytes }]), plan, meta, { coder });
  return found;
}

/** The output with the element at the path written otherwise, taken out (''), or with something put before it. */
export function doctored(
  output: Uint8Array,
  path: string,
  replacement: Uint8Array,
  from: 'element' | 'before' = 'element',
): Uint8Array {
  const tokens = tokenize(output);
  const token = [...tokens.meta, ...tokens.dataSet].find((one) => one.path === path);
  if (!token) throw new Error(`no element ${path}`);
  const end = from === 'before' ? token.start : token.end;
  return concat([output.subarray(0, token.start), replacement, output.subarray(end)]);
}

export const written = (part: Part): Uint8Array => part(EXPLICIT);
