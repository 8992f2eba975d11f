import { latin1, trimPadding } from '../../dicom/data-set';
import { isText, usesCharset, VR, type VrCode } from '../../dicom/vr';
import type { ByteSearch, Pattern } from '../identifiers/byte-search';
import { type Identifiers, isUnmistakable } from '../identifiers/identifiers';
import { hasOnlyItsCharacters } from '../values/coded-value';
import { isOfTheStandard } from '../values/pseudonyms';
import type { FindingKind } from './findings';

export const SHORTEST_SEARCHED = 3;
const SHORTEST_IN_BINARY = 6;
const SHORTEST_UID = 9;
/** A date or a UID has this many digits at least. */
const FEWEST_DIGITS = 3;
const UID_IN_TEXT = /(?<![\d.])\d{1,39}(?:\.\d{1,39}){4,}/g;

/** Looks for the original's identifiers in values of the output: as bytes, whatever character set they claim. */
export class ValueSearch {
  private readonly identifiers: Identifiers;
  private readonly inText: ByteSearch;

  constructor(identifiers: Identifiers) {
    this.identifiers = identifiers;
    this.inText = identifiers.index.textSearch();
  }

  /**
   * What is wrong with a value, or undefined.
   *
   * @param isExempt - words of technique or of a published coding scheme: only what can be nothing else counts
   */
  find(value: Uint8Array, vr: VrCode, isExempt: boolean): FindingKind | undefined {
    if (value.length < SHORTEST_SEARCHED) return undefined;
    if (vr === VR.UI) return this.findUid(value);
    if (isText(vr) && !usesCharset(vr) && vr !== VR.UR) return this.findInCode(value, vr);
    if (this.isIn(value, vr, isExempt)) return 'identifier';
    const isTextual = usesCharset(vr) || vr === VR.UR || vr === VR.UN;
    return isTextual && value.length >= SHORTEST_UID ? this.findUidOrDate(value) : undefined;
  }

  /** The same for a piece of a value that is too long to be in memory. */
  isIn(piece: Uint8Array, vr: VrCode, isExempt: boolean): boolean {
    if (usesCharset(vr) || vr === VR.UR || vr === VR.UN) {
      return this.inText.find(piece, isExempt ? this.countsInTechnique : this.countsInText) !== undefined;
    }
    if (piece.length < SHORTEST_IN_BINARY) return false;
    return this.identifiers.index.binarySearch().find(piece, this.countsInBinary) !== undefined;
  }

  private readonly countsInText = ({ identifier }: Pattern): boolean => this.identifiers.counts(identifier);
  private readonly countsInTechnique = ({ identifier }: Pattern): boolean => isUnmistakable(identifier);
  private readonly countsInBinary = ({ identifier }: Pattern): boolean =>
    identifier.folded.length >= SHORTEST_IN_BINARY && this.identifiers.counts(identifier);

  private findUidOrDate(value: Uint8Array): FindingKind | undefined {
    if (!hasDigits(value)) return undefined;
    const text = latin1(value);
    for (const [uid] of text.matchAll(UID_IN_TEXT)) if (this.isOriginal(uid)) return 'original-uid';
    return this.identifiers.index.datesIn(text).length > 0 ? 'identifier' : undefined;
  }

  /** A code that is a whole name or ID, or that is no code at all and holds one. */
  private findInCode(value: Uint8Array, vr: VrCode): FindingKind | undefined {
    if (!hasOnlyItsCharacters(vr, value)) {
      return this.identifiers.find(latin1(value)).length > 0 ? 'identifier' : undefined;
    }
    if (vr !== VR.CS && vr !== VR.AE) return undefined;
    const codes = trimPadding(latin1(value)).split('\\');
    return codes.some((code) => this.identifiers.isIdentifier(code)) ? 'identifier' : undefined;
  }

  private findUid(value: Uint8Array): FindingKind | undefined {
    const uids = trimPadding(latin1(value)).split('\\');
    return uids.some((uid) => this.isOriginal(uid)) ? 'original-uid' : undefined;
  }

  private isOriginal(uid: string): boolean {
    return this.identifiers.hasUid(uid) && !isOfTheStandard(uid);
  }
}

function hasDigits(value: Uint8Array): boolean {
  let digits = 0;
  for (let i = 0; i < value.length; i++) {
    const byte = value[i] as number;
    if (byte >= 0x30 && byte <= 0x39 && ++digits === FEWEST_DIGITS) return true;
  }
  return false;
}
