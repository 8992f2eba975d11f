/** Project keys in their three forms; a passphrase is stretched as Node's own scrypt stretches it. */
import { scryptSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { SettingsError } from '../../src/settings/error';
import { exportSettings } from '../../src/settings/export';
import { deriveKeyOfFile, deriveProjectKey } from '../../src/settings/project-key';
import { parseSettings } from '../../src/settings/schema';
import { utf8 } from '../builders';

const KEY = Uint8Array.from({ length: 32 }, (_, index) => 255 - index);
const BASE64 = Buffer.from(KEY).toString('base64');
const PASSPHRASE = 'correct hörse battery';

/** With the parameters that make a passphrase mean one key, for ever. */
const stretched = (passphrase: string): Uint8Array =>
  new Uint8Array(scryptSync(passphrase, 'veil project key 1', 32, { N: 131_072, r: 8, p: 1, maxmem: 2 ** 28 }));

describe('keys', () => {
  test('base64 in the settings, bytes and base64 in a file', async () => {
    expect(await deriveProjectKey(BASE64)).toEqual(KEY);
    expect(await deriveKeyOfFile(KEY)).toEqual(KEY);
    expect(await deriveKeyOfFile(utf8(`${BASE64}\r\n`))).toEqual(KEY);
  });

  test.each<readonly [string, string]>([
    ['nothing', ''],
    ['31 bytes', Buffer.alloc(31).toString('base64')],
    ['33 bytes', Buffer.alloc(33).toString('base64')],
    ['base64 with a character that is none', `*${BASE64.slice(1)}`],
    ['a passphrase that does not say so', PASSPHRASE],
    ['a passphrase of 11 characters', 'passphrase:12345678901'],
    ['a passphrase of 11 characters and blanks', 'passphrase:  12345678901  '],
    ['a passphrase of 6 characters outside of the basic plane', `passphrase:${'😀'.repeat(6)}`],
  ])('refused, without a word of it: %s', async (_name, text) => {
    for (const act of [() => deriveProjectKey(text), () => deriveKeyOfFile(utf8(text))]) {
      const error = await act().catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(SettingsError);
      if (text.length > 11) expect(String(error)).not.toContain(text.slice(11));
    }
  });

  test.each([31, 33, 64])('%d bytes in a file are no key', async (length) => {
    await expect(deriveKeyOfFile(new Uint8Array(length).fill(200))).rejects.toBeInstanceOf(SettingsError);
  });
});

describe('passphrases', () => {
  test('are stretched by scrypt, the same in settings and file, however the letters are composed', async () => {
    const expected = stretched(PASSPHRASE.normalize('NFC'));
    expect(await deriveProjectKey(`passphrase:${PASSPHRASE.normalize('NFC')}`)).toEqual(expected);
    expect(await deriveKeyOfFile(utf8(`passphrase: ${PASSPHRASE.normalize('NFD')}\n`))).toEqual(expected);
  });

  test('a file of 32 bytes that says that it is a passphrase is one', async () => {
    const text = `passphrase:${'x'.repeat(21)}`;
    expect(text).toHaveLength(32);
    expect(await deriveKeyOfFile(utf8(text))).toEqual(stretched('x'.repeat(21)));
  });

  test('the work ends when it is cancelled', async () => {
    const control = new AbortController();
    const key = deriveProjectKey(`passphrase:${PASSPHRASE}`, { signal: control.signal });
    control.abort(new Error('cancelled'));
    await expect(key).rejects.toThrow('cancelled');
  });
});

test.each([BASE64, `passphrase:${PASSPHRASE}`])('settings are exported without their key', (projectKey) => {
  const presets = [{ id: 'own', name: 'Own', base: 'research', overrides: [{ vr: 'PN', action: 'empty' }] }];
  const settings = { version: 1, defaultPreset: 'own', presets, organization: 'ORG' };
  const exported = exportSettings(parseSettings({ ...settings, projectKey }));
  expect(exported).not.toContain(projectKey);
  expect(exported).not.toContain('projectKey');
  expect(parseSettings(JSON.parse(exported))).toEqual(settings);
});
