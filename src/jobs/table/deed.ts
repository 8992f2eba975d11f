import { type Plan, ruleOf } from '../../core/deident/plan/plan';
import type { ActionName, Rule } from '../../core/deident/rules/rule';
import { VR } from '../../core/dicom/vr';

/**
 * What is done to an element where the name of the action does not say it: `cap`, an age that is kept becomes the highest
 * that may be told; `dummy`, a replacement that nobody has written.
 */
export type Deed = ActionName | 'cap' | 'dummy';

/** Of a rule alone, whatever the element says. */
export function deedOf({ action, decider, text }: Pick<Rule, 'action' | 'decider' | 'text'>): Deed {
  return action === 'replace' && decider !== 'user' && text === undefined ? 'dummy' : action;
}

export function deedAt(plan: Plan, row: number): Deed {
  const rule = ruleOf(plan, row);
  // An option keeps what an element is for: not an age over 89, not a name that strayed into it.
  if (rule.action !== 'keep' || !plan.values.has(row)) return deedOf(rule);
  return plan.dataSet.vrs[row] === VR.AS ? 'cap' : 'clean';
}

/** The action among those that a report counts. */
export function countedAs(deed: Deed): ActionName {
  return deed === 'cap' || deed === 'dummy' ? 'replace' : deed;
}
