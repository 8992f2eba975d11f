/** The worker that reads, plans, writes and verifies files, off the page's thread. */
import * as Comlink from 'comlink';
import { type Connect, PoolClient } from '../../codecs/pool/pool-client';
import { framesUnderWay } from '../../codecs/pool/pool-size';
import { Engine } from '../../jobs/engine/engine';
import type { EngineApi } from '../../jobs/engine-api';
import { steadily } from './steady-progress';

export interface EngineHost {
  /**
   * `key` is the secret of the session's pseudonyms: the same in all workers of a page. `connect` gives a port to the
   * workers that mask compressed frames.
   */
  create(key: Uint8Array, connect: Connect): EngineApi;
}

const host: EngineHost = {
  create: (key, connect) => {
    const codecs = new PoolClient(connect, {
      parallel: framesUnderWay(),
      lock: crypto.randomUUID(),
    });
    return Comlink.proxy(new Engine({ key, openCoder: (signal) => codecs.open(signal), pace: steadily }));
  },
};

Comlink.expose(host);
