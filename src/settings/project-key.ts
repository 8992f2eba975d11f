import { scryptAsync } from '@noble/hashes/scrypt.js';
import { type Reason, reason, SettingsError } from './error';

/**
 * The key of all pseudonyms, where a project or a site sets one, so that they are the same over time and on each
 * workstation. It is one of
 *
 * - 32 bytes, as a key file has them;
 * - 32 bytes in base64;
 * - `passphrase:` and at least 12 characters, which are stretched.
 */

const KEY_LENGTH = 32;
const PREFIX = 'passphrase:';
const SHORTEST_PASSPHRASE = 12;
const BASE64 = /^[A-Za-z0-9+/]{43}=$/;

/**
 * scrypt with N = 2^17, r = 8, p = 1: what OWASP's Password Storage Cheat Sheet puts first. It takes 128 MiB and less
 * than a second on a machine of two cores, in Node as in a page's worker, and makes each guess at a passphrase cost
 * an attacker the same, who has nothing but outputs to test it against. Other parameters make other keys: they are part
 * of what a passphrase means, and stay.
 */
const COST = { N: 2 ** 17, r: 8, p: 1, dkLen: KEY_LENGTH } as const;

/**
 * One salt for all, since workstations that share nothing but the passphrase have to come to one key. It keeps keys apart
 * from those that other software makes of the same passphrase. The organization is no part of it: it is a label that may
 * change or be missing, as with a key file on the command line, and pseudonyms would silently change with it.
 */
const SALT = 'veil project key 1';

/** How long a step may keep others from running, in milliseconds. */
const LONGEST_STEP = 20;

export interface DeriveOptions {
  /** Ends the work with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Is told how far a passphrase is stretched, from 0 to 1. */
  readonly onProgress?: (done: number) => void;
}

/** Why a text is no project key, without a word of it; undefined if it is one. */
export function projectKeyProblem(text: string): Reason | undefined {
  const trimmed = text.trim();
  if (trimmed.startsWith(PREFIX)) {
    return [...passphraseOf(trimmed)].length < SHORTEST_PASSPHRASE
      ? reason('short-passphrase', SHORTEST_PASSPHRASE)
      : undefined;
  }
  return BASE64.test(trimmed) ? undefined : reason('no-key');
}

/**
 * The 32 bytes of a project key as the settings have it.
 *
 * @throws SettingsError if it is none; it does not repeat the text
 */
export async function deriveProjectKey(text: string, { signal, onProgress }: DeriveOptions = {}): Promise<Uint8Array> {
  const problem = projectKeyProblem(text);
  if (problem) throw new SettingsError('projectKey', problem);
  const trimmed = text.trim();
  if (!trimmed.startsWith(PREFIX)) return Uint8Array.from(atob(trimmed), (character) => character.charCodeAt(0));
  signal?.throwIfAborted();
  return await scryptAsync(passphraseOf(trimmed), SALT, {
    ...COST,
    asyncTick: LONGEST_STEP,
    onProgress: (done) => {
      signal?.throwIfAborted();
      onProgress?.(done);
    },
  });
}

/**
 * The 32 bytes of a project key as a file has it: the bytes themselves, or one of the texts.
 *
 * @throws SettingsError if it is none
 */
export async function deriveKeyOfFile(bytes: Uint8Array, options?: DeriveOptions): Promise<Uint8Array> {
  let text = '';
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Bytes that are no text can still be a key.
  }
  // A passphrase of 21 characters makes a file of 32 bytes too.
  if (bytes.length === KEY_LENGTH && !text.startsWith(PREFIX)) return bytes;
  return await deriveProjectKey(text, options);
}

/** Composed (NFC), as keyboards and systems differ in how they type one letter; without blanks around it. */
function passphraseOf(trimmed: string): string {
  return trimmed.slice(PREFIX.length).trim().normalize('NFC');
}
