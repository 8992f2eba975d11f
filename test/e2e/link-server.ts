import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { zipSync } from 'fflate';
import { MR } from './fixture';

const DICOM = readFileSync(MR);
const SIGN_IN = '<!doctype html><title>Sign in</title><form><input type="password" name="password"></form>';
const BOUNDARY = 'part-of-study';

/** Keeps its answer open after the first bytes. */
function stall(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/dicom', 'content-length': String(DICOM.length) });
  response.write(DICOM.subarray(0, 1000));
}

function multipart(): Buffer {
  const part = (type: string, body: Buffer) => [
    Buffer.from(`\r\n--${BOUNDARY}\r\nContent-Type: ${type}\r\n\r\n`),
    body,
  ];
  return Buffer.concat([
    ...part('application/dicom', DICOM),
    ...part('application/dicom; transfer-syntax=1.2.840.10008.1.2.1', DICOM),
    Buffer.from(`\r\n--${BOUNDARY}--\r\n`),
  ]);
}

/** What a server gives at a path: status, headers, body. */
const ANSWERS: Readonly<
  Record<string, (request: IncomingMessage) => readonly [number, Record<string, string>, Buffer | string]>
> = {
  '/page.html': () => [
    200,
    { 'content-type': 'text/html', 'set-cookie': 'session=radiographer; HttpOnly; SameSite=Strict' },
    '<a href="/private.dcm?patient=DOE">image</a>',
  ],
  '/private.dcm': ({ headers }) =>
    headers.cookie?.includes('session=radiographer')
      ? [200, { 'content-type': 'text/plain' }, DICOM]
      : [302, { location: '/login' }, ''],
  '/login': () => [200, { 'content-type': 'text/html' }, SIGN_IN],
  '/study.zip': () => [
    200,
    { 'content-type': 'application/zip' },
    Buffer.from(zipSync({ 'IMAGES/1.dcm': DICOM, 'autorun.inf': Buffer.from('[autorun]') })),
  ],
  '/studies/1/series/2/instances/3': () => [
    200,
    { 'content-type': `multipart/related; type="application/dicom"; boundary="${BOUNDARY}"` },
    multipart(),
  ],
  '/away.dcm': ({ headers }) => [302, { location: `http://localhost:${headers.host?.split(':')[1]}/direct.dcm` }, ''],
  '/direct.dcm': () => [200, { 'content-type': 'application/dicom' }, DICOM],
  '/saved.dcm': () => [
    200,
    { 'content-type': 'application/dicom', 'content-disposition': 'attachment; filename="DOE JANE.dcm"' },
    DICOM,
  ],
  '/empty.dcm': () => [200, { 'content-type': 'application/dicom' }, ''],
  '/expired.dcm': () => [404, {}, 'gone'],
  '/forbidden.dcm': () => [403, {}, 'no'],
  '/broken.dcm': () => [503, {}, 'busy'],
  '/portal': () => [200, { 'content-type': 'text/html' }, '<!doctype html><title>Images</title><p>Your images</p>'],
  '/report.dcm': () => [200, { 'content-type': 'application/pdf' }, '%PDF-1.7 report'],
};

/** A web site with DICOM files of every kind of trouble, on a port of its own. */
export function linkServer(): Promise<Server> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://any').pathname;
    if (path === '/slow.dcm') return stall(response);
    const [status, headers, body] = ANSWERS[path]?.(request) ?? [404, {}, ''];
    response.writeHead(status, headers);
    response.end(body);
  });
  return new Promise((resolve) => {
    server.listen(0, () => resolve(server));
  });
}
