/** What a policy does with each attribute of Table E.1-1 in any IOD, as a conformance statement says it. */
import { latin1 } from '../../dicom/data-set';
import { dictionaryVr, lookup } from '../../dicom/dictionary';
import { formatTag, isPrivate, type Tag } from '../../dicom/tag';
import { VR, type VrCode, vrName } from '../../dicom/vr';
import type { ElementType } from '../profile/iod-types';
import type { OptionName } from '../profile/option-names';
import { type ProfileCode, type ProfileRow, profileRows } from '../profile/profile';
import { decide } from '../rules/decide';
import type { Policy } from '../rules/policy';
import type { ActionName, Decider } from '../rules/rule';
import { dummyValue } from './dummy';
import { dummyItems } from './dummy-items';

export interface AttributeOutcome {
  /** Types of the attribute for which this is done; a conditional one counts as its kind, an unknown one as Type 1. */
  readonly types: readonly ElementType[];
  readonly action: ActionName;
  readonly decider: Decider;
  /** The option of the profile that decided. */
  readonly option?: OptionName;
  /** The fixed value that takes the original's place, where there is one. */
  readonly value?: string;
}

export interface AttributeActions {
  /** `(0010,0010)`; `(60xx,3000)`, `(50xx,xxxx)` or `(gggg,eeee)` where the row is for many. */
  readonly tag: string;
  /** '' for curves and private data elements. */
  readonly keyword: string;
  readonly name: string;
  readonly vr: string;
  /** As the table has it. */
  readonly code: ProfileCode;
  /** One where the Type makes no difference. */
  readonly outcomes: readonly AttributeOutcome[];
}

const TYPES: readonly ElementType[] = ['3', '2', '1'];
const EXPLICIT_LITTLE = { explicitVr: true, bigEndian: false };

/** Rows for many tags: their place in the table, how they are written, and a tag that they are for. */
const PATTERNS: ReadonlyMap<Tag, { readonly written: string; readonly example: Tag }> = new Map([
  [0x00010000, { written: '(gggg,eeee)', example: 0x00091001 }],
  [0x50000000, { written: '(50xx,xxxx)', example: 0x50001001 }],
  [0x60003000, { written: '(60xx,3000)', example: 0x60003000 }],
  [0x60004000, { written: '(60xx,4000)', example: 0x60004000 }],
]);

/** All rows of the table by tag, private data elements last. */
export function attributeActions(policy: Policy): readonly AttributeActions[] {
  const place = ({ tag }: ProfileRow): number => (isPrivate(tag) ? Number.POSITIVE_INFINITY : tag);
  return profileRows()
    .toSorted((a, b) => place(a) - place(b))
    .map((row) => describeRow(row, policy));
}

function describeRow(row: ProfileRow, policy: Policy): AttributeActions {
  const pattern = PATTERNS.get(row.tag);
  const tag = pattern?.example ?? row.tag;
  const isOne = pattern === undefined || tag === row.tag;
  const entry = isOne ? lookup(tag) : undefined;
  const vr = isOne ? dictionaryVr(tag) : VR.UN;
  const outcomes: AttributeOutcome[] = [];
  for (const type of TYPES) {
    const outcome = outcomeFor(tag, vr, type, policy);
    const same = outcomes.findIndex((one) => one.action === outcome.action && one.value === outcome.value);
    const known = outcomes[same];
    if (known) outcomes[same] = { ...known, types: [...known.types, type] };
    else outcomes.push(outcome);
  }
  return {
    tag: pattern?.written ?? formatTag(tag),
    keyword: entry?.keyword ?? '',
    name: entry?.name ?? '',
    vr: isOne ? vrName(vr) : '',
    code: row.code,
    outcomes,
  };
}

function outcomeFor(tag: Tag, vr: VrCode, type: ElementType, policy: Policy): AttributeOutcome {
  const { action, decider, option, text } = decide(tag, vr, { sopClassUid: '', sequences: [], type }, policy);
  const value = action === 'replace' && text !== undefined ? text : fixedValue(action, vr);
  const isEmptied = action === 'replace' && vr === VR.SQ && !dummyItems(tag, EXPLICIT_LITTLE);
  return {
    types: [type],
    action: isEmptied ? 'empty' : action,
    decider,
    ...(option !== undefined && { option }),
    ...(value !== undefined && { value }),
  };
}

function fixedValue(action: ActionName, vr: VrCode): string | undefined {
  if (vr === VR.SQ) return undefined;
  if (action === 'zero') return '0';
  return action === 'replace' || action === 'anonymized' ? latin1(dummyValue(vr, 0)) : undefined;
}
