/** Files under settings, as a user writes them. */
import { expect } from 'vitest';
import type { Verification } from '../../src/core/deident/verify/verify';
import { BytesSource, PartsSource } from '../../src/core/io/byte-source';
import { Job } from '../../src/jobs/job';
import { policyFor } from '../../src/settings/policy';
import { parseSettings, type Settings } from '../../src/settings/schema';
import { patientFile } from '../builders';
import { KEY } from '../core/deident/run';
import { type Tokens, tokenize } from '../oracle/tokenizer';

/** Settings with one preset of a user's own. */
export function own(overrides: readonly object[], more: object = {}): Settings {
  const preset = { id: 'own', name: 'Own', base: 'research', overrides, ...more };
  return parseSettings({ version: 1, presets: [preset] });
}

export interface Output {
  readonly tokens: Tokens;
  readonly verification: Verification;
}

export async function anonymized(settings: Settings, bytes = patientFile()): Promise<Output> {
  const job = new Job(policyFor(settings, 'own'), KEY);
  const { parts, verification } = await job.carryOut(job.plan(await job.read(new BytesSource(bytes))));
  expect(verification.elements).toBeGreaterThan(0);
  const source = new PartsSource(parts);
  const tokens = tokenize(await source.read(0, source.size));
  expect(tokens.problems).toEqual([]);
  return { tokens, verification };
}

export async function under(overrides: readonly object[], bytes?: Uint8Array): Promise<Tokens> {
  return (await anonymized(own(overrides), bytes)).tokens;
}
