import { dictionaryVr, isKnown } from '../../dicom/dictionary';
import { elementOf, groupOf, isPrivate, type Tag } from '../../dicom/tag';
import { isText, usesCharset, VR, type VrCode } from '../../dicom/vr';
import { type OptionName, profileRow } from '../profile/profile';
import { isIndispensable } from './indispensable';
import { overrideRule } from './override';
import type { Policy } from './policy';
import { type Position, resolve, resolveCompound, type SimpleCode } from './resolve';
import { type ActionName, optionRule, type Rule, rule, UNTOUCHED } from './rule';
import { isUnlistedUid } from './unlisted-uids';

/** Patient ID and Patient's Name get one pseudonym, so that the patient's files stay together. */
const PSEUDONYMIZED: ReadonlySet<Tag> = new Set([0x00100010, 0x00100020]);

/**
 * References to a performed procedure step say nothing but UIDs: as dummy, they stay with other UIDs, so
 * that they still agree with each other.
 */
const REFERENCED_PERFORMED_PROCEDURE_STEP_SEQUENCE: Tag = 0x00081111;

/** Birth and death date in another calendar, as text: no row of Table E.1-1 names them (2026d). */
const BIRTH_AND_DEATH_IN_OTHER_CALENDAR: ReadonlySet<Tag> = new Set([0x00100033, 0x00100034]);

/** Written anew for every output; what the input says of an earlier de-identification is taken into account there. */
const STAMPED: ReadonlySet<Tag> = new Set([0x00120062, 0x00120063, 0x00120064, 0x00280303]);

export function isStamped(tag: Tag): boolean {
  return STAMPED.has(tag);
}

/** No row names it, and its value goes all the same. */
export function goesAnyway(tag: Tag): boolean {
  return BIRTH_AND_DEATH_IN_OTHER_CALENDAR.has(tag) || isUnlistedUid(tag);
}

/** SR trees and graphics are walked into under their options; their text has no row of its own. */
const CONTENT_SEQUENCE: Tag = 0x0040a730;
const VERIFYING_OBSERVER_SEQUENCE: Tag = 0x0040a073;
/** Text Value */
const CONTENT_TEXT: ReadonlySet<Tag> = new Set([0x0040a160]);

/**
 * The rule for an element, from its tag, VR and position alone; the same for all elements that share
 * them. Private data elements go unless an option keeps safe ones, which is decided where their creators are
 * known (PS3.15 E.3.10), and so does what no table knows (nothing unknown passes).
 */
export function decide(tag: Tag, vr: VrCode, position: Position, policy: Policy): Rule {
  const atTop = position.sequences.length === 0;
  if (elementOf(tag) === 0) return rule('remove', 'obligation');
  if (isPrivate(tag)) return rule('remove', 'private');
  if (groupOf(tag) <= 0x0004) return rule('remove', 'obligation');
  if (atTop && STAMPED.has(tag)) return rule('replace', 'obligation');
  const override = policy.overrides.find(tag, vr, position.sequences);
  if (override && !isLost(override.action, tag, atTop)) return overrideRule(override, vr);
  const row = profileRow(tag);
  if (!row) return isKnown(tag) ? undemanded(tag, vr, position, policy) : rule('remove', 'unknown');
  const { code, option } = resolve(row, policy.options, position);
  if (!option) return rule(isWalkedForDates(tag, policy) ? 'keep' : actionOf(code, tag, vr), 'profile', row.code);
  const cleaning = code === 'C' ? cleaningAction(option, vr) : 'keep';
  // What an option cannot clean is treated as without it.
  if (!cleaning) return rule(actionOf(resolveCompound(row.code, tag, position), tag, vr), 'profile', row.code);
  return optionRule(cleaning, option, row.code);
}

/** An override for all elements of a VR, say, must not take what every reader needs. */
function isLost(action: ActionName, tag: Tag, atTop: boolean): boolean {
  return action !== 'keep' && action !== 'uid' && isIndispensable(tag, atTop);
}

/** Its items hold names, which have rows of their own, and a date that an option may keep or shift. */
function isWalkedForDates(tag: Tag, { options }: Policy): boolean {
  return (
    tag === VERIFYING_OBSERVER_SEQUENCE &&
    (options.has('retainLongFullDates') || options.has('retainLongModifiedDates'))
  );
}

/** What cleaning means for a VR under the option that asks for it; undefined if it cannot be done. */
function cleaningAction(option: OptionName, vr: VrCode): ActionName | undefined {
  switch (option) {
    case 'retainLongModifiedDates':
      if (vr === VR.DA || vr === VR.DT) return 'shift';
      // Days are whole, so times of day and the time zone stay what they were.
      return vr === VR.TM || vr === VR.SH ? 'keep' : undefined;
    case 'cleanDescriptors':
    case 'cleanGraphics':
    case 'cleanStructuredContent':
    case 'retainPatientCharacteristics':
      if (vr === VR.SQ) return 'keep';
      return usesCharset(vr) ? 'clean' : undefined;
    case 'retainDeviceIdentity':
      return vr === VR.AE ? 'clean' : undefined;
    default:
      return undefined;
  }
}

/** Known elements that no row names: they stay, unless their VR alone says that they identify. */
function undemanded(tag: Tag, vr: VrCode, position: Position, policy: Policy): Rule {
  if (BIRTH_AND_DEATH_IN_OTHER_CALENDAR.has(tag)) return rule('remove', 'obligation');
  if (isUnlistedUid(tag)) {
    return policy.options.has('retainUIDs')
      ? optionRule('keep', 'retainUIDs')
      : rule(actionOf('U', tag, vr), 'obligation');
  }
  const known = dictionaryVr(tag);
  // PS3.15 E.3.5 note 3: a person's name is obviously at risk; E.3.6: dates and times are considered by VR.
  if (vr === VR.PN || known === VR.PN) return rule('empty', 'obligation');
  for (const each of [vr, known]) {
    if (each !== VR.DA && each !== VR.DT && !(each === VR.TM && known === VR.TM)) continue;
    if (policy.options.has('retainLongFullDates')) return UNTOUCHED;
    if (policy.options.has('retainLongModifiedDates'))
      return optionRule(vr === VR.TM ? 'keep' : 'shift', 'retainLongModifiedDates');
    return rule('empty', 'obligation');
  }
  const inContent = position.sequences.includes(CONTENT_SEQUENCE) && policy.options.has('cleanStructuredContent');
  if (inContent && CONTENT_TEXT.has(tag)) return optionRule('clean', 'cleanStructuredContent');
  return UNTOUCHED;
}

function actionOf(code: SimpleCode, tag: Tag, vr: VrCode): ActionName {
  switch (code) {
    case 'X':
      return 'remove';
    case 'K':
    case 'C':
      return 'keep';
    case 'U':
      if (vr === VR.UI) return 'uid';
      // References in a sequence stay, with other UIDs; a UID that is no UID goes.
      return vr === VR.SQ ? 'keep' : 'remove';
    case 'Z':
      return takesPseudonym(tag, vr) ? 'pseudonym' : 'empty';
    case 'D':
      if (takesPseudonym(tag, vr)) return 'pseudonym';
      if (vr === VR.UI) return 'uid';
      if (vr === VR.DA || vr === VR.DT || vr === VR.TM || vr === VR.AS || vr === VR.UR) return 'replace';
      if (tag === REFERENCED_PERFORMED_PROCEDURE_STEP_SEQUENCE) return 'keep';
      if (vr === VR.SQ) return 'replace';
      return isText(vr) && vr !== VR.DS && vr !== VR.IS ? 'anonymized' : 'zero';
  }
}

/** A file may give the element a VR in which a pseudonym is no value. */
function takesPseudonym(tag: Tag, vr: VrCode): boolean {
  return PSEUDONYMIZED.has(tag) && usesCharset(vr);
}
