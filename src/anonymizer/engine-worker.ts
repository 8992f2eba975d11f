/** The worker that reads, plans, writes and verifies files, off the page's thread. */
import * as Comlink from 'comlink';
import { Engine } from '../jobs/engine';
import type { EngineApi } from '../jobs/engine-api';

export interface EngineHost {
  /** `key` is the secret of the session's pseudonyms: the same in all workers of a page. */
  create(key: Uint8Array): EngineApi;
}

const host: EngineHost = {
  create: (key) => Comlink.proxy(new Engine({ key })),
};

Comlink.expose(host);
