import { dictionaryVr, isKnown } from '../../dicom/dictionary';
import { formatTag, groupOf, isPrivate, makeTag, type Tag } from '../../dicom/tag';
import { fitsVr } from '../../dicom/value-form';
import { VR, type VrCode, vrName } from '../../dicom/vr';
import { DEFAULT_ORGANIZATION, fillIn, SOME_STUDY } from '../values/placeholders';
import { actionsFor } from './actions';
import { type ActionName, type Decider, type Rule, rule } from './rule';

/**
 * Which elements an override is for:
 *
 * - `tag`: one tag;
 * - `repeating`: the tags of a repeating group or element, such as (60xx,3000);
 * - `private`: the private element whose number in its block is `element`, in whatever block its creator has reserved;
 * - `vr`: all elements of a VR that a table knows, or that an option keeps.
 */
export type ElementSelector =
  | { readonly kind: 'tag'; readonly tag: Tag }
  | { readonly kind: 'repeating'; readonly mask: number; readonly value: number }
  | { readonly kind: 'private'; readonly group: number; readonly element: number; readonly creator: string }
  | { readonly kind: 'vr'; readonly vr: VrCode };

export interface Selector {
  readonly element: ElementSelector;
  /** Sequences around the element, the innermost last: the end of its place has to be these. None: at every depth. */
  readonly sequences: readonly Tag[];
}

/** An action that a preset or an administrator demands for the elements that a selector names. */
export interface Override {
  readonly selector: Selector;
  readonly action: ActionName;
  /** For `replace`. */
  readonly value?: string;
  readonly decider: Extract<Decider, 'preset' | 'custom-preset' | 'administrator'>;
}

const DECIDERS: readonly Override['decider'][] = ['preset', 'custom-preset', 'administrator'];
const KINDS: readonly ElementSelector['kind'][] = ['vr', 'repeating', 'private', 'tag'];

/**
 * The overrides in force. Where several name an element, the one of the later decider holds; of one decider's the
 * one with the longest path, then tag and private element before repeating group before VR.
 */
export class Overrides {
  /** The strongest first. */
  readonly list: readonly Override[];
  /** True if there are some for private elements. */
  readonly namePrivate: boolean;

  constructor(overrides: readonly Override[]) {
    this.list = overrides.toSorted((a, b) => compareStrength(b, a));
    this.namePrivate = overrides.some(({ selector }) => selector.element.kind === 'private');
  }

  /** The override for an element in the sequences around it; those that name private elements are not looked at. */
  find(tag: Tag, vr: VrCode, sequences: readonly Tag[]): Override | undefined {
    return this.list.find(
      ({ selector }) => endsWith(sequences, selector.sequences) && matches(selector.element, tag, vr),
    );
  }

  /** The override for a private element of a creator. */
  findPrivate(creator: string, tag: Tag, sequences: readonly Tag[]): Override | undefined {
    return this.list.find(({ selector: { element, sequences: within } }) => {
      if (element.kind !== 'private' || !endsWith(sequences, within)) return false;
      return element.group === groupOf(tag) && element.element === (tag & 0xff) && element.creator === creator;
    });
  }
}

/**
 * What an override makes of an element. With a VR that cannot take the action, nothing of the value may stay; nor where
 * a file gives the element another VR than the text is for.
 */
export function overrideRule({ action, value = '', decider }: Override, vr: VrCode): Rule {
  if (!actionsFor(vr, vr === VR.SQ).includes(action)) return rule('empty', decider);
  if (action !== 'replace') return rule(action, decider);
  const example = fillIn(value, DEFAULT_ORGANIZATION, () => SOME_STUDY);
  return fitsVr(example, vr) ? rule(action, decider, '', false, { text: value }) : rule('empty', decider);
}

/** `(0040,0275).(0008,0050)`, `(60xx,3000)`, `(0019,xx10) GEMS_ACQU_01`, `PN`: one text for what names the same. */
export function formatSelector({ element, sequences }: Selector): string {
  return [...sequences.map(formatTag), formatElement(element)].join('.');
}

function formatElement(element: ElementSelector): string {
  switch (element.kind) {
    case 'tag':
      return formatTag(element.tag);
    case 'repeating':
      return formatTag(element.value).replace(/[0-9A-F]/g, (digit, at: number) =>
        formatTag(element.mask)[at] === '0' ? 'x' : digit,
      );
    case 'private':
      return `${formatTag(makeTag(element.group, element.element)).replace(',00', ',xx')} ${element.creator}`;
    case 'vr':
      return vrName(element.vr);
  }
}

function compareStrength(a: Override, b: Override): number {
  return (
    DECIDERS.indexOf(a.decider) - DECIDERS.indexOf(b.decider) ||
    a.selector.sequences.length - b.selector.sequences.length ||
    KINDS.indexOf(a.selector.element.kind) - KINDS.indexOf(b.selector.element.kind)
  );
}

function endsWith(around: readonly Tag[], end: readonly Tag[]): boolean {
  const from = around.length - end.length;
  return from >= 0 && end.every((tag, index) => around[from + index] === tag);
}

function matches(element: ElementSelector, tag: Tag, vr: VrCode): boolean {
  switch (element.kind) {
    case 'tag':
      return element.tag === tag;
    case 'repeating':
      return !isPrivate(tag) && (tag & element.mask) >>> 0 === element.value;
    case 'vr':
      // Of private elements only those that stay are asked about here. A file may give an element another VR.
      return isPrivate(tag)
        ? element.vr === vr
        : isKnown(tag) && (element.vr === vr || element.vr === dictionaryVr(tag));
    case 'private':
      return false;
  }
}
