import type { OptionName } from '../profile/option-names';
import type { ProfileCode } from '../profile/profile';

/** What is done to a data element; the names are those of settings and of the page. */
export type ActionName =
  | 'keep'
  | 'remove'
  | 'empty'
  | 'zero'
  | 'anonymized'
  | 'replace'
  | 'uid'
  | 'shift'
  | 'clean'
  | 'pseudonym';

/** Under these a sequence stays, and its items are looked at element by element. */
export const WALKED_INTO: ReadonlySet<ActionName> = new Set(['keep', 'clean', 'uid']);

/** Who decided. Later ones win over earlier ones; nothing wins over the administrator. */
export type Decider =
  | 'none'
  | 'profile'
  | 'option'
  | 'private'
  | 'unknown'
  | 'identifier-search'
  | 'camera-data'
  | 'obligation'
  | 'preset'
  | 'custom-preset'
  | 'user'
  | 'administrator';

/** Why an element is treated as it is; equal rules are the same object. */
export interface Rule {
  readonly action: ActionName;
  /** Action code of PS3.15 Table E.1-1 as the table has it, '' where no row of it decided. */
  readonly code: ProfileCode | '';
  readonly decider: Decider;
  /** Goes because the sequence around it goes. */
  readonly inherited: boolean;
  /** What a preset wants the element to say, for `replace`; it never comes from a file. */
  readonly text?: string;
  /** The option of the profile that decided. */
  readonly option?: OptionName;
}

const interned = new Map<string, Rule>();

export function rule(
  action: ActionName,
  decider: Decider,
  code: ProfileCode | '' = '',
  inherited = false,
  more: Pick<Rule, 'text' | 'option'> = {},
): Rule {
  const key = `${action} ${decider} ${code} ${inherited} ${JSON.stringify(more)}`;
  const known = interned.get(key);
  if (known) return known;
  const made: Rule = { action, decider, code, inherited, ...more };
  interned.set(key, made);
  return made;
}

/** What an option of the profile decides, in place of the code of the Basic Profile. */
export function optionRule(action: ActionName, option: OptionName, code: ProfileCode | '' = ''): Rule {
  return rule(action, 'option', code, false, { option });
}

const inherited = new Map<Rule, Rule>();

/** The rule for everything inside a sequence that goes, or is replaced, as a whole. */
export function inheritedFrom(outer: Rule): Rule {
  let inner = inherited.get(outer);
  if (!inner) {
    inner = rule('remove', outer.decider, outer.code, true, outer.option ? { option: outer.option } : {});
    inherited.set(outer, inner);
  }
  return inner;
}

/** Nothing names the element, and nothing in it identifies anybody. */
export const UNTOUCHED = rule('keep', 'none');
