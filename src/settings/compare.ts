import { decide } from '../core/deident/rules/decide';
import { formatSelector, type Selector } from '../core/deident/rules/override';
import type { Policy } from '../core/deident/rules/policy';
import type { ActionName, Rule } from '../core/deident/rules/rule';
import { lookup } from '../core/dicom/dictionary';
import { selectedVr } from './selector';

/** What is done to the elements that a selector names. */
export interface BaseOutcome {
  readonly action: ActionName;
  readonly decider: Rule['decider'];
  readonly code: Rule['code'];
  /** That `replace` writes, where somebody wants one. */
  readonly text?: string;
}

/**
 * What a policy does with the elements that a selector names, in an instance of no particular kind; undefined where
 * that depends on the element, as for all elements of a VR.
 */
export function outcomeUnder(policy: Policy, selector: Selector): BaseOutcome | undefined {
  const { element, sequences } = selector;
  if (element.kind === 'vr') return undefined;
  if (element.kind === 'private') return { action: 'remove', decider: 'private', code: '' };
  const tag = element.kind === 'tag' ? element.tag : element.value;
  const { action, decider, code, text } = decide(tag, selectedVr(selector), { sopClassUid: '', sequences }, policy);
  return { action, decider, code, ...(text !== undefined && { text }) };
}

/** A selector for people: the elements' names, the innermost last, and how settings write it. */
export function selectorText(selector: Selector): { readonly names: readonly string[]; readonly written: string } {
  const { element, sequences } = selector;
  const nameOf = (tag: number): string => lookup(tag)?.name ?? '';
  const own = (() => {
    switch (element.kind) {
      case 'tag':
        return nameOf(element.tag);
      case 'repeating':
        return nameOf(element.value);
      case 'private':
        return element.creator;
      case 'vr':
        return '';
    }
  })();
  return { names: [...sequences.map(nameOf), own].filter((name) => name !== ''), written: formatSelector(selector) };
}
