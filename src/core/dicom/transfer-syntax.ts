/** Transfer syntaxes (PS3.5 10, PS3.6 Annex A). */
import { TRANSFER_SYNTAXES } from './transfer-syntax.data';

export interface TransferSyntax {
  readonly uid: string;
  readonly name: string;
  readonly explicitVr: boolean;
  readonly bigEndian: boolean;
  /** The data set after the file meta information is deflated as a whole (PS3.5 A.5). */
  readonly deflated: boolean;
  /** Pixel data are a sequence of fragments (PS3.5 A.4). */
  readonly encapsulated: boolean;
  readonly lossy: 'no' | 'yes' | 'maybe';
  readonly retired: boolean;
}

export const IMPLICIT_LE = '1.2.840.10008.1.2';
export const EXPLICIT_LE = '1.2.840.10008.1.2.1';
export const EXPLICIT_BE = '1.2.840.10008.1.2.2';
/** One fragment a frame, of native form. */
export const ENCAPSULATED_UNCOMPRESSED_LE = '1.2.840.10008.1.2.1.98';
/** One fragment a frame, of native form and deflated. */
export const DEFLATED_IMAGE_FRAMES = '1.2.840.10008.1.2.8.1';
export const RLE_LOSSLESS = '1.2.840.10008.1.2.5';
export const DEFLATED_LE = '1.2.840.10008.1.2.1.99';
/** Old files of GE: implicit VR little endian, but the pixel data are big endian. */
export const GE_IMPLICIT_LE_BIG_ENDIAN_PIXELS = '1.2.840.113619.5.2';

const LOSSY = { '-': 'no', y: 'yes', m: 'maybe' } as const;

let unpacked: ReadonlyMap<string, TransferSyntax> | undefined;

/** The transfer syntax of a UID without padding; undefined if neither the standard nor old GE files know it. */
export function transferSyntax(uid: string): TransferSyntax | undefined {
  unpacked ??= new Map(TRANSFER_SYNTAXES.split('\n').map(parseLine));
  return unpacked.get(uid);
}

function parseLine(line: string): [string, TransferSyntax] {
  const [uid, flags, name] = line.split('|');
  const syntax: TransferSyntax = {
    uid,
    name,
    explicitVr: flags[0] === 'e',
    bigEndian: flags[1] === 'b',
    deflated: flags[2] === 'z',
    encapsulated: flags[3] === 'f',
    lossy: LOSSY[flags[4] as keyof typeof LOSSY],
    retired: flags[5] === 'r',
  };
  return [uid, syntax];
}
