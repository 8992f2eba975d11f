import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { bodyKind } from '../../src/links/body-kind';
import { boundaryOf, multipartParts } from '../../src/links/multipart';
import { unzip } from '../../src/links/unzip';
import { patientFile } from '../builders';

const text = (value: string) => new TextEncoder().encode(value);

describe('what a server has sent', () => {
  it('is told by its bytes, whatever it is called', () => {
    expect(bodyKind(patientFile(), 'text/html')).toBe('dicom');
    expect(bodyKind(patientFile({ preamble: 'none', meta: 'none' }), '')).toBe('dicom');
    expect(bodyKind(zipSync({ 'a.dcm': patientFile() }), 'application/dicom')).toBe('zip');
    expect(bodyKind(text('\r\n--b\r\n'), 'multipart/related; boundary=b')).toBe('multipart');
    expect(bodyKind(text('%PDF-1.7'), 'application/dicom')).toBe('other');
    expect(bodyKind(text('{"error": "expired"}'), 'application/dicom')).toBe('other');
    expect(bodyKind(text('Session expired'), 'application/dicom')).toBe('other');
  });

  it.each([
    '<!DOCTYPE html><form><input type="password"></form>',
    '\ufeff\r\n <html><title>Log in</title>',
    '<script>location="/oauth2/authorize"</script>',
    '<html><body onload="document.forms[0].submit()"><input name="SAMLRequest">',
  ])('%s is a sign-in', (page) => expect(bodyKind(text(page), 'application/dicom')).toBe('sign-in'));

  it('is a page where it does not ask for anybody', () => {
    expect(bodyKind(text('<!doctype html><p>Your blogging images'), 'text/html')).toBe('page');
  });
});

describe('an answer in parts', () => {
  const answer = (bodies: readonly Uint8Array[], boundary: string, preamble = '') =>
    new Blob([
      preamble,
      ...bodies.flatMap((body) => [
        `\r\n--${boundary}\r\nContent-Type: Application/DICOM\r\n\r\n`,
        new Uint8Array(body),
      ]),
      `\r\n--${boundary}--\r\n`,
    ]);

  it('gives each part byte by byte', async () => {
    const bodies = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(bodies, fc.constantFrom('', 'preamble'), async (contents, preamble) => {
        const parts = await multipartParts(answer(contents, 'b0undary', preamble), 'b0undary');
        const found = await Promise.all(
          (parts ?? []).map(async ({ body }) => new Uint8Array(await body.arrayBuffer())),
        );
        expect(found).toEqual(contents);
        expect(parts?.every(({ type }) => type === 'application/dicom')).toBe(true);
      }),
    );
  });

  it('finds a boundary that lies over the edge of what is read at once', async () => {
    for (const size of [8_388_560, 8_388_580, 8_388_600]) {
      const parts = await multipartParts(answer([new Uint8Array(size), text('second')], 'b'), 'b');
      expect(parts?.map(({ body }) => body.size)).toEqual([size, 6]);
    }
  });

  it('is refused where it is cut off', async () => {
    const whole = answer([text('first'), text('second')], 'b');
    for (const end of [10, 60, whole.size - 5]) {
      expect(await multipartParts(whole.slice(0, end), 'b')).toBeNull();
    }
  });

  it('names its boundary, quoted or not', () => {
    expect(boundaryOf('multipart/related; type="application/dicom"; boundary="a b"')).toBe('a b');
    expect(boundaryOf('multipart/related;boundary=abc; x=y')).toBe('abc');
    expect(boundaryOf('multipart/related')).toBeUndefined();
  });
});

describe('a ZIP', () => {
  it('gives its files, without folders and what systems add', async () => {
    const zip = zipSync({
      'DICOM/': new Uint8Array(),
      'DICOM/IM1': text('one'),
      '__MACOSX/._IM1': text('x'),
      'viewer.exe': text('two'),
    });
    const answer = await unzip(new Blob([new Uint8Array(zip)]));
    expect(answer.ok && answer.files.map(({ name }) => name)).toEqual(['DICOM/IM1', 'viewer.exe']);
    expect(answer.ok && (await answer.files[0]?.blob.text())).toBe('one');
  });

  it('is refused where it is damaged or locked', async () => {
    const zip = zipSync({ 'a.dcm': text('content '.repeat(50)) });
    const refused = { ok: false, failure: 'zip-unreadable' };
    expect(await unzip(new Blob([zip.slice(0, zip.length - 30)]))).toEqual(refused);
    const locked = Uint8Array.from(zip);
    // The flag of encryption in the directory (APPNOTE 4.4.4).
    const directory = locked.findLastIndex((byte, at) => byte === 0x50 && locked[at + 2] === 1 && locked[at + 3] === 2);
    locked[directory + 8] = 1;
    expect(await unzip(new Blob([locked]))).toEqual(refused);
  });
});
