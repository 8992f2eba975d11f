/** An override while it is being written: which elements, what can be done to them, and what is still wrong. */
import { formatSelector, type Selector } from '../../core/deident/rules/override';
import type { ActionName } from '../../core/deident/rules/rule';
import { type Reason, reason, SettingsError } from '../../settings/error';
import { readOverride } from '../../settings/override';
import type { PresetOverride } from '../../settings/presets';
import { actionsForSelector, parseSelector } from '../../settings/selector';

export type DraftKind = 'element' | 'private' | 'vr';

export interface Draft {
  readonly kind: DraftKind;
  /** Tag, keyword, repeating group or path; of a private element its tag. */
  readonly tag: string;
  readonly privateCreator: string;
  readonly vr: string;
  readonly action: ActionName;
  /** For `replace`. */
  readonly value: string;
}

export type DraftField = 'tag' | 'privateCreator' | 'vr' | 'value';

export interface Judged {
  /** The elements that it names, once it names some. */
  readonly selector?: Selector;
  /** What can be done to them. */
  readonly actions: readonly ActionName[];
  /** The chosen one of these, or the safest. */
  readonly action?: ActionName;
  /** The whole of it, once nothing is wrong. */
  readonly override?: PresetOverride;
  readonly problem?: { readonly at: DraftField; readonly reason: Reason };
}

/** What nobody has chosen must not let anything through: the first of these that is possible. */
const SAFEST: readonly ActionName[] = ['remove', 'uid', 'empty'];

export const EMPTY_DRAFT: Draft = { kind: 'element', tag: '', privateCreator: '', vr: '', action: 'remove', value: '' };

/** What an override of the settings names, without what it does. */
function namedBy({ kind, tag, privateCreator, vr }: Draft): Pick<PresetOverride, 'tag' | 'vr' | 'privateCreator'> {
  if (kind === 'vr') return { vr };
  return { tag: tag.trim(), ...(kind === 'private' && { privateCreator: privateCreator.trim() }) };
}

/**
 * @param others - of the same preset: two must not be for the same elements
 * @param organization - as in force, since values may hold it
 */
export function judgeDraft(draft: Draft, others: readonly PresetOverride[], organization: string | undefined): Judged {
  const named = namedBy(draft);
  const selector = parseSelector(named);
  if ('problem' in selector) return { actions: [], problem: { at: selector.at, reason: selector.problem } };
  const actions = actionsForSelector(selector);
  const action = [draft.action, ...SAFEST].find((one) => actions.includes(one)) ?? 'keep';
  const written = formatSelector(selector);
  const at = draft.kind === 'vr' ? 'vr' : 'tag';
  if (others.some((other) => writtenOf(other) === written)) {
    return { selector, actions, action, problem: { at, reason: reason('two-overrides', written) } };
  }
  const override = { ...named, action, ...(action === 'replace' && { value: draft.value }) };
  const wrong = valueProblem(override, organization);
  return { selector, actions, action, ...(wrong ? { problem: { at: 'value', reason: wrong } } : { override }) };
}

function writtenOf(override: PresetOverride): string | undefined {
  const selector = parseSelector(override);
  return 'problem' in selector ? undefined : formatSelector(selector);
}

function valueProblem(override: PresetOverride, organization: string | undefined): Reason | undefined {
  try {
    readOverride(override, 'custom-preset', '', organization);
    return undefined;
  } catch (error) {
    if (error instanceof SettingsError) return error.reason;
    throw error;
  }
}
