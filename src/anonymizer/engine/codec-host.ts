/** Where the workers with codecs live: all tabs share those of an offscreen document; without one, a page has its own. */
import type { PoolServer } from '../../codecs/pool/pool-server';
import { startPool } from '../../codecs/pool/start-pool';
import { connectOffscreen, hasOffscreen } from '../../platform/offscreen';

let own: PoolServer | undefined;

/**
 * A port to a pool of workers with codecs, for a PoolClient.
 *
 * @throws Error if there is none and none can be made
 */
export async function connectCodecs(): Promise<MessagePort> {
  const { port1, port2 } = new MessageChannel();
  if (hasOffscreen()) await connectOffscreen(port1);
  else {
    own ??= startPool({ lock: crypto.randomUUID() });
    own.serve(port1);
  }
  return port2;
}
