import * as v from 'valibot';
import { type Reason, type ReasonCode, reason, SettingsError } from './error';

/** A message of a schema that is a reason of ours, where the schema's own words would not do. */
export function because(code: ReasonCode, ...values: readonly (string | number)[]): string {
  return JSON.stringify(reason(code, ...values));
}

/**
 * What a schema takes.
 *
 * @throws SettingsError with the path of the first thing that is wrong; values are never repeated
 */
export function check<Schema extends v.GenericSchema>(schema: Schema, input: unknown): v.InferOutput<Schema> {
  const result = v.safeParse(schema, input);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new SettingsError(v.getDotPath(issue) ?? 'settings', reasonOf(issue));
}

function reasonOf(issue: v.BaseIssue<unknown>): Reason {
  if (issue.message.startsWith('{')) return JSON.parse(issue.message) as Reason;
  const expected = issue.expected ?? '';
  if (expected === 'never') return reason('unknown-key');
  if (issue.received === 'undefined') return reason('missing');
  if (issue.type === 'picklist' || issue.type === 'literal') {
    return reason('not-one-of', expected.replace(/^\(|\)$/g, '').replaceAll(' | ', ', '));
  }
  return reason('wrong-type', expected.toLowerCase());
}
