import { actionsFor } from '../core/deident/rules/actions';
import { isStamped } from '../core/deident/rules/decide';
import { isIndispensable } from '../core/deident/rules/indispensable';
import type { ElementSelector, Selector } from '../core/deident/rules/override';
import type { ActionName } from '../core/deident/rules/rule';
import { dictionaryVr, patternOf, repeatingPatterns, tagOfKeyword } from '../core/dicom/dictionary';
import { elementOf, groupOf, ITEM, isPrivate, parseTag, type Tag } from '../core/dicom/tag';
import { NO_VR, VR, type VrCode, vrCode } from '../core/dicom/vr';
import { type Reason, reason } from './error';
import type { PresetOverride } from './presets';

/** Which elements an override of the settings is for; one of `tag` and `vr`. */
export type SelectorText = Pick<PresetOverride, 'tag' | 'vr' | 'privateCreator'>;

/** Why the settings name no element: the key that is wrong, and what is wrong with it. */
export interface SelectorProblem {
  readonly at: keyof SelectorText;
  readonly problem: Reason;
}

const PRIVATE = /^\(?([0-9a-f]{3}[13579bdf]),?(xx|[0-9a-f]{2})([0-9a-f]{2})\)?$/i;
const WITH_X = /^\(?([0-9a-fx]{4}),?([0-9a-fx]{4})\)?$/i;
/** PS3.5 7.8.1 */
const FIRST_PRIVATE_GROUP = 0x0009;
const FIRST_BLOCK = 0x10;
const LONGEST_CREATOR = 64;
/** Which VR a private element has is known only where it is met: no value can be checked before. */
const PRIVATE_ACTIONS: readonly ActionName[] = [
  'keep',
  'remove',
  'empty',
  'zero',
  'anonymized',
  'uid',
  'shift',
  'clean',
  'pseudonym',
];

/**
 * Reads a selector:
 *
 * - a tag or keyword, at every depth: `(0010,0020)`, `0010,0020`, `00100020`, `PatientID`;
 * - a repeating group: `(60xx,3000)`, `OverlayData`;
 * - a private element by the number in its block, with `privateCreator`: `(0019,xx10)`; `(0019,1010)` is the same;
 * - an element in sequences, joined by points: `RequestAttributesSequence.AccessionNumber`; whatever is around them;
 * - a VR: all elements of it.
 */
export function parseSelector({ tag, vr, privateCreator }: SelectorText): Selector | SelectorProblem {
  if (tag === undefined) {
    if (vr === undefined) return { at: 'tag', problem: reason('no-selector') };
    if (privateCreator !== undefined) return { at: 'privateCreator', problem: reason('creator-of-public') };
    const code = vrCode(vr);
    return code === NO_VR
      ? { at: 'vr', problem: reason('no-vr') }
      : { element: { kind: 'vr', vr: code }, sequences: [] };
  }
  if (vr !== undefined) return { at: 'vr', problem: reason('two-selectors') };
  const parts = tag.split('.').map((part) => part.trim());
  const sequences: Tag[] = [];
  for (const part of parts.slice(0, -1)) {
    const sequence = tagOf(part);
    if (sequence === undefined || dictionaryVr(sequence) !== VR.SQ) {
      return { at: 'tag', problem: reason('no-sequence', part) };
    }
    sequences.push(sequence);
  }
  const element = parseElement(parts.at(-1) as string, privateCreator);
  if ('problem' in element) return element;
  if (element.kind === 'tag' && isDemanded(element.tag)) {
    return { at: 'tag', problem: reason('demanded') };
  }
  return { element, sequences };
}

/** The tag that `(0010,0020)` or `PatientID` names. */
export function tagOf(text: string): Tag | undefined {
  return parseTag(text) ?? tagOfKeyword(text);
}

/** The VR of what a selector names; `NO_VR` where it takes a file to tell. */
export function selectedVr({ element }: Selector): VrCode {
  switch (element.kind) {
    case 'tag':
      return dictionaryVr(element.tag);
    case 'repeating':
      return dictionaryVr(element.value);
    case 'private':
      return NO_VR;
    case 'vr':
      return element.vr;
  }
}

/** The actions that an override can name for what a selector names. */
export function actionsForSelector(selector: Selector): readonly ActionName[] {
  const { element, sequences } = selector;
  if (element.kind === 'private') return PRIVATE_ACTIONS;
  const vr = selectedVr(selector);
  const actions = actionsFor(vr, vr === VR.SQ);
  if (element.kind !== 'tag' || !isIndispensable(element.tag, sequences.length === 0)) return actions;
  return actions.filter((action) => action === 'keep' || action === 'uid');
}

function parseElement(text: string, privateCreator: string | undefined): ElementSelector | SelectorProblem {
  const tag = parseTag(text);
  const privateTag = PRIVATE.exec(text);
  if (privateTag) return parsePrivate(privateTag, privateCreator);
  if (privateCreator !== undefined) return { at: 'privateCreator', problem: reason('creator-of-public') };
  if (tag !== undefined) {
    // Items and their delimiters are no data elements (PS3.5 7.5).
    return groupOf(tag) === groupOf(ITEM) ? { at: 'tag', problem: reason('no-element') } : { kind: 'tag', tag };
  }
  const keyword = tagOfKeyword(text);
  if (keyword !== undefined) {
    const pattern = patternOf(keyword);
    return pattern ? { kind: 'repeating', ...pattern } : { kind: 'tag', tag: keyword };
  }
  const withX = WITH_X.exec(text);
  if (!withX) return { at: 'tag', problem: reason('no-element') };
  const digits = `${withX[1]}${withX[2]}`;
  const mask = Number.parseInt(digits.replace(/[^x]/gi, 'f').replace(/x/gi, '0'), 16);
  const value = Number.parseInt(digits.replace(/x/gi, '0'), 16);
  const pattern = repeatingPatterns().find((one) => one.mask === mask && one.value === value);
  return pattern ? { kind: 'repeating', ...pattern } : { at: 'tag', problem: reason('no-repeating-group') };
}

function parsePrivate(match: RegExpExecArray, privateCreator: string | undefined): ElementSelector | SelectorProblem {
  const [, group = '', block = '', element = ''] = match;
  if (Number.parseInt(group, 16) < FIRST_PRIVATE_GROUP) return { at: 'tag', problem: reason('no-private-group') };
  if (!/xx/i.test(block) && Number.parseInt(block, 16) < FIRST_BLOCK) {
    return { at: 'tag', problem: reason('private-creator') };
  }
  const creator = privateCreator?.trim() ?? '';
  if (creator === '') return { at: 'privateCreator', problem: reason('no-creator') };
  if (creator.length > LONGEST_CREATOR || creator.includes('\\')) {
    return { at: 'privateCreator', problem: reason('bad-creator') };
  }
  return { kind: 'private', group: Number.parseInt(group, 16), element: Number.parseInt(element, 16), creator };
}

/** File meta information, group lengths and the flags of de-identification are not for presets to decide. */
function isDemanded(tag: Tag): boolean {
  return (!isPrivate(tag) && groupOf(tag) <= 0x0004) || elementOf(tag) === 0 || isStamped(tag);
}
