/** Which transfer syntax is decoded and coded by what, and why some are not. */
import { transferSyntax } from '../core/dicom/transfer-syntax';
import { unsupported } from './codec';
import { isLossless } from './jpeg-family';

/** The families of codecs, one folder each. */
export type Family = 'native' | 'deflated' | 'rle' | 'jpeg' | 'jpeg-ls' | 'jpeg-2000' | 'htj2k';

/** Why frames of a transfer syntax can't be masked. */
export type Refusal =
  | 'video'
  | 'pixels-elsewhere'
  | 'arithmetic-coding'
  | 'hierarchical'
  | 'multi-component'
  | 'no-codec'
  | 'not-encapsulated';

/** How frames of a transfer syntax can be masked, if their own headers say no worse. */
export type Capability =
  | {
      readonly family: Family;
      /**
       * `samples`: decode, mask, encode without loss. `coefficients`: `mask`, which leaves what it does
       * not cover as it is; decoding is for looking at only.
       */
      readonly mask: 'samples' | 'coefficients';
    }
  | { readonly family: undefined; readonly mask: undefined; readonly refusal: Refusal };

const PREFIX = '1.2.840.10008.1.2.';

const FAMILIES: Readonly<Record<Family, readonly string[]>> = {
  native: ['1.98'],
  deflated: ['8.1'],
  rle: ['5'],
  // Baseline, extended, spectral selection, full progression; lossless.
  jpeg: ['4.50', '4.51', '4.53', '4.55', '4.57', '4.70'],
  'jpeg-ls': ['4.80', '4.81'],
  'jpeg-2000': ['4.90', '4.91'],
  htj2k: ['4.201', '4.202', '4.203'],
};

/** Lossless JPEG is coded from samples, the rest of its family from coefficients. */
const LOSSLESS_JPEG: readonly string[] = ['4.57', '4.70'];

const REFUSALS: Readonly<Record<Exclude<Refusal, 'not-encapsulated' | 'no-codec'>, RegExp>> = {
  video: /^(4\.10[0-8](\.1)?|7\.[1-3])$/,
  'pixels-elsewhere': /^4\.(94|95|204|205)$/,
  'arithmetic-coding': /^4\.(52|54|56|58)$/,
  hierarchical: /^4\.(59|6[0-6])$/,
  'multi-component': /^4\.9[23]$/,
};

/**
 * What can be done with frames of a transfer syntax; unknown ones have no codec.
 * @param frame some frame of the file: JPEG of a process that its transfer syntax does not name is known by it
 */
export function capabilityOf(uid: string, frame?: Uint8Array): Capability {
  const short = shortOf(uid);
  const family = (Object.keys(FAMILIES) as Family[]).find((one) => FAMILIES[one].includes(short));
  if (!family) return { family: undefined, mask: undefined, refusal: refusalOf(uid, short) };
  if (family !== 'jpeg') return { family, mask: 'samples' };
  const isBySamples = frame ? isLossless(frame) : LOSSLESS_JPEG.includes(short);
  return { family, mask: isBySamples ? 'samples' : 'coefficients' };
}

/** The part of a UID behind the prefix; `?` for UIDs that do not have it. */
function shortOf(uid: string): string {
  return uid.startsWith(PREFIX) ? uid.slice(PREFIX.length) : '?';
}

function refusalOf(uid: string, short: string): Refusal {
  const found = Object.entries(REFUSALS).find(([, pattern]) => pattern.test(short));
  if (found) return found[0] as Refusal;
  return transferSyntax(uid)?.encapsulated === false ? 'not-encapsulated' : 'no-codec';
}

/** @throws DicomError `unsupported-compression` with the refusal as its reason */
export function familyOf(uid: string): Family {
  const capability = capabilityOf(uid);
  if (capability.family === undefined) throw unsupported(capability.refusal);
  return capability.family;
}
