import { elementOf, groupOf, isPrivate, type Tag } from '../../dicom/tag';
import { profileRow } from '../profile/profile';
import type { Decider, Rule } from '../rules/rule';

/** Who may keep what PS3.15 takes. */
const MAY_KEEP: ReadonlySet<Decider> = new Set(['option', 'preset', 'custom-preset', 'user', 'administrator']);

/**
 * What PS3.15 E.1.1 allows in no output, unless somebody above the profile wants it: group lengths, groups below
 * 0008, private elements, and elements that Table E.1-1 removes whatever their Type.
 *
 * @param rule - what the plan says of the element, undefined where it does not know it
 */
export function isForbidden(tag: Tag, rule: Rule | undefined): boolean {
  if (elementOf(tag) === 0 || groupOf(tag) < 0x0008) return true;
  if (rule !== undefined && MAY_KEEP.has(rule.decider)) return false;
  return isPrivate(tag) || profileRow(tag)?.code === 'X';
}
