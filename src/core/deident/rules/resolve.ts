import type { Tag } from '../../dicom/tag';
import { type ElementType, hasUnverifiedModules, typeAtTop, typeNested } from '../profile/iod-types';
import type { OptionName, ProfileCode, ProfileRow } from '../profile/profile';

/** An action code that is left when the attribute's Type has been looked up. */
export type SimpleCode = 'D' | 'Z' | 'X' | 'K' | 'C' | 'U';

/** Where an element stands: its instance's SOP Class, and the sequences around it from the outermost. */
export interface Position {
  readonly sopClassUid: string;
  readonly sequences: readonly Tag[];
  /** The attribute's Type, instead of what the IOD says: for statements about any IOD. */
  readonly type?: ElementType;
}

export interface ResolvedCode {
  readonly code: SimpleCode;
  /** The option whose column decided, or undefined if the Basic Profile did. */
  readonly option: OptionName | undefined;
}

/**
 * The action for a row of Table E.1-1: an option's demand overrides the profile's (PS3.15 E.1.1), and
 * compound codes are resolved by the attribute's Type in the instance's IOD. Where the Type is not known,
 * the choice that keeps the instance valid is taken: D before Z before X.
 */
export function resolve(row: ProfileRow, options: ReadonlySet<OptionName>, position: Position): ResolvedCode {
  let cleaned: OptionName | undefined;
  for (const option of Object.keys(row.options) as OptionName[]) {
    if (!options.has(option)) continue;
    if (row.options[option] === 'K') return { code: 'K', option };
    cleaned = option;
  }
  if (cleaned) return { code: 'C', option: cleaned };
  return { code: resolveCompound(row.code, row.tag, position), option: undefined };
}

export function resolveCompound(code: ProfileCode, tag: Tag, position: Position): SimpleCode {
  switch (code) {
    case 'X/Z/U*':
      // References to other instances stay, with their UIDs replaced.
      return 'U';
    case 'X/Z':
      return byType(typeOf(tag, position), 'X', 'Z');
    case 'X/D':
      return byType(typeOf(tag, position), 'X', 'D');
    case 'Z/D':
      return byType(typeOf(tag, position), 'Z', 'Z');
    case 'X/Z/D':
      return byType(typeOf(tag, position), 'X', 'Z');
    default:
      return code;
  }
}

function byType(type: ElementType | undefined, optional: SimpleCode, mayBeEmpty: SimpleCode): SimpleCode {
  switch (type) {
    case '3':
      return optional;
    case '2':
    case '2C':
      return mayBeEmpty;
    default:
      return 'D';
  }
}

function typeOf(tag: Tag, position: Position): ElementType | undefined {
  if (position.type !== undefined) return position.type;
  if (position.sequences.length > 0) return typeNested([...position.sequences, tag]);
  const type = typeAtTop(position.sopClassUid, tag);
  return type === '3' && hasUnverifiedModules(position.sopClassUid) ? undefined : type;
}
