/** Pseudonyms: known answers of HMAC-SHA-256 by Node's own implementation, stability, and forms. */
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { patientKey } from '../../../../src/core/deident/identifiers/subject-key';
import { Pseudonyms } from '../../../../src/core/deident/values/pseudonyms';
import { el, file, latin1, patientFile } from '../../../builders';
import { KEY, run, text } from '../run';

const OTHER_KEY = KEY.map((byte) => byte ^ 0x80);
const BASE32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const digest = (key: Uint8Array, kind: string, value: string): Buffer =>
  createHmac('sha256', key).update(`${kind}\0${value}`, 'utf8').digest();

const expectedUid = (key: Uint8Array, uid: string): string =>
  `2.25.${BigInt(`0x${digest(key, 'uid', uid).subarray(0, 16).toString('hex')}`)}`;

const expectedPatient = (key: Uint8Array, id: string): string =>
  `ANON-${[...digest(key, 'patient', id).subarray(0, 10)].map((byte) => BASE32[byte & 31]).join('')}`;

test.each(['1.2.3', '1.2.826.0.1.3680043.8.498.45787841905188114249811205480116', '2.25.7'])('UID %s', (uid) => {
  for (const key of [KEY, OTHER_KEY]) expect(new Pseudonyms(key).uid(uid)).toBe(expectedUid(key, uid));
});

test.each(['P-1', 'Grünwald', '山田', ''])('patient %s', (id) => {
  for (const key of [KEY, OTHER_KEY]) expect(new Pseudonyms(key).patient(id)).toBe(expectedPatient(key, id));
});

test('one key gives the same in every instance, in any order; another key gives something else', () => {
  const [one, again, other] = [new Pseudonyms(KEY), new Pseudonyms(new Uint8Array(KEY)), new Pseudonyms(OTHER_KEY)];
  const uids = Array.from({ length: 50 }, (_, index) => `1.2.3.${index}`);
  const first = uids.map((uid) => one.uid(uid));
  expect(uids.toReversed().map((uid) => again.uid(uid))).toEqual(first.toReversed());
  expect(uids.filter((uid) => other.uid(uid) === one.uid(uid))).toEqual([]);
  expect(new Set(first).size).toBe(uids.length);
  expect(one.uid('1.2.3.1')).toBe(first[1]);
});

test('kinds are apart: a patient with the ID of a UID shares nothing with it', () => {
  const pseudonyms = new Pseudonyms(KEY);
  expect(pseudonyms.code('uid', 'X', 10)).not.toBe(pseudonyms.code('patient', 'X', 10));
});

test('forms: UIDs of at most 128 bits, pseudonyms that fit SH', () => {
  const pseudonyms = new Pseudonyms(KEY);
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'binary' }), (value) => {
      const uid = pseudonyms.uid(value);
      if (value.startsWith('1.2.840.10008.')) return;
      expect(uid).toMatch(/^2\.25\.(0|[1-9]\d{0,38})$/);
      expect(BigInt(uid.slice(5)) < 1n << 128n).toBe(true);
      expect(pseudonyms.patient(value)).toMatch(/^ANON-[0-9A-HJKMNP-TV-Z]{10}$/);
    }),
  );
});

test('two patients never share a pseudonym', () => {
  const pseudonyms = new Pseudonyms(KEY);
  const seen = new Set(Array.from({ length: 20_000 }, (_, index) => pseudonyms.patient(`PAT-${index}`)));
  expect(seen.size).toBe(20_000);
});

test.each(['1.2.840.10008.5.1.4.1.1.2', '1.2.840.10008.1.2.1', ''])('stays: %j', (uid) => {
  expect(new Pseudonyms(KEY).uid(uid)).toBe(uid);
});

test('a root that only begins alike is none of the standard’s', () => {
  expect(new Pseudonyms(KEY).uid('1.2.840.100081.5')).toMatch(/^2\.25\./);
});

describe('in files', () => {
  const names = async (name: string, patientId: string, key = KEY): Promise<(string | undefined)[]> => {
    const { after } = await run(patientFile({ name, patientId }), { key });
    return [text(after, '0010,0010'), text(after, '0010,0020')];
  };

  test('the files of one patient stay together, however the name is written', async () => {
    expect(await names('Doe^Jane', 'P-1')).toEqual(await names('DOE^JANE^^MRS', 'P-1'));
  });

  test('patients with one name and two IDs stay apart', async () => {
    expect(await names('Doe^Jane', 'P-1')).not.toEqual(await names('Doe^Jane', 'P-2'));
  });

  test('patients without an ID are told apart by their names', async () => {
    const [one, other] = [await names('Doe^Jane', ''), await names('Roe^Richard', '')];
    expect(one[0]).not.toBe(other[0]);
    expect(one[0]).toBe((await names('Doe^Jane', ''))[0]);
  });

  test.each(['', '^', ' ^^ = '])(
    'patients with neither ID nor name (%j) are told apart by their studies',
    async (name) => {
      const keys: string[] = [];
      for (const studyInstance of ['1.2.3.1', '1.2.3.1', '1.2.3.2', '']) {
        const { plan } = await run(patientFile({ name, patientId: ' ', studyInstance }));
        keys.push(patientKey(plan.dataSet));
      }
      expect(keys[0]).toBe(keys[1]);
      expect(new Set(keys).size).toBe(3);
    },
  );

  test('files without anything that tells them apart but their bytes', async () => {
    const keys: string[] = [];
    for (const thickness of ['1', '2']) {
      const bytes = file({ sopInstance: '', elements: [el('0018,0050', 'DS', thickness)] });
      keys.push(patientKey((await run(bytes)).plan.dataSet));
    }
    expect(keys[0]).not.toBe(keys[1]);
  });

  test('another key tells nothing of the first', async () => {
    expect(await names('Doe^Jane', 'P-1')).not.toEqual(await names('Doe^Jane', 'P-1', OTHER_KEY));
  });

  test('the pseudonym is no plain hash: it is not found without the key', async () => {
    const [pseudonym] = await names('Doe^Jane', 'P-1');
    expect(expectedPatient(KEY, 'P-1')).toBe(pseudonym);
    expect([latin1(''), new Uint8Array(32)].map((key) => expectedPatient(key, 'P-1'))).not.toContain(pseudonym);
  });
});
