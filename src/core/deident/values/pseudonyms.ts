import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';

const encoder = new TextEncoder();
const BASE32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const LONGEST_HASHED = 65_536;
const SHORTEST_SHIFT = 365;
const LONGEST_SHIFT = 3650;

/**
 * UIDs that the standard defines identify nothing (PS3.6 Annex A). Their components are short; what someone
 * has made up under the standard's root, with a date or a number, is treated as any other UID.
 */
const OF_THE_STANDARD = /^1\.2\.840\.10008(\.\d{1,4}){1,8}$/;

export function isOfTheStandard(uid: string): boolean {
  return OF_THE_STANDARD.test(uid);
}

/**
 * Keyed replacements (HMAC-SHA-256 over kind and value): the same value under the same key gives the same
 * replacement in every file, job and worker. Without the key nobody can test a guess against one, which a
 * plain hash would allow (PS3.15 E.1.1).
 */
export class Pseudonyms {
  private readonly keyed: ReturnType<typeof hmac.create>;
  private readonly uids = new Map<string, string>();
  private readonly patients = new Map<string, string>();

  /** @param key - 32 random bytes */
  constructor(key: Uint8Array) {
    this.keyed = hmac.create(sha256, key);
  }

  /**
   * Replacement for a UID: `2.25.` and an integer of 128 bits (PS3.5 B.2). UIDs of the standard, and values
   * that are empty, stay.
   */
  uid(original: string): string {
    if (original === '' || isOfTheStandard(original)) return original;
    const known = this.uids.get(original);
    if (known) return known;
    const uid = toUid(this.digest('uid', encoder.encode(original)));
    this.uids.set(original, uid);
    return uid;
  }

  /** A UID for an instance that has none, from the beginning of its file. */
  uidOfBytes(bytes: Uint8Array): string {
    return toUid(this.digest('file', bytes.subarray(0, LONGEST_HASHED)));
  }

  /** Name and ID of a patient, `ANON-` and ten characters: 15 in all, so that it fits SH. */
  patient(patientId: string): string {
    let pseudonym = this.patients.get(patientId);
    if (pseudonym === undefined) {
      pseudonym = `ANON-${this.code('patient', patientId, 10)}`;
      this.patients.set(patientId, pseudonym);
    }
    return pseudonym;
  }

  /**
   * Days by which all dates of a patient are moved: one to ten years into the past, the same for every file of
   * the patient.
   */
  dayShift(patientId: string): number {
    const digest = this.digest('dates', encoder.encode(patientId));
    const random = ((digest[0] as number) << 16) | ((digest[1] as number) << 8) | (digest[2] as number);
    return -(SHORTEST_SHIFT + (random % (LONGEST_SHIFT - SHORTEST_SHIFT)));
  }

  /** A name for a study, ten characters. */
  study(studyInstanceUid: string): string {
    return this.code('study', studyInstanceUid, 10);
  }

  /** Characters of Crockford's base 32, five bits each. */
  code(kind: string, value: string, length: number): string {
    const digest = this.digest(kind, encoder.encode(value));
    let code = '';
    for (let i = 0; i < length; i++) code += BASE32[(digest[i] as number) & 31];
    return code;
  }

  private digest(kind: string, value: Uint8Array): Uint8Array {
    return this.keyed
      .clone()
      .update(encoder.encode(`${kind}\0`))
      .update(value)
      .digest();
  }
}

function toUid(digest: Uint8Array): string {
  let hex = '';
  for (let i = 0; i < 16; i++) hex += (digest[i] as number).toString(16).padStart(2, '0');
  return `2.25.${BigInt(`0x${hex}`)}`;
}
