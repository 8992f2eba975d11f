/**
 * The offscreen document: owns the workers with codecs, for all tabs of the extension. It is made when a tab has the
 * first compressed frame to mask, and closes itself when nobody had any for a while.
 */
import { startPool } from '../codecs/pool/start-pool';

const server = startPool({ lock: crypto.randomUUID(), onRest: () => close() });

addEventListener('message', ({ origin, ports: [port] }) => {
  if (origin === location.origin && port) server.serve(port);
});
