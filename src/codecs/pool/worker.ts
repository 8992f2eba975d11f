/** The module worker of the extension that masks frames, one at a time. */
import * as Comlink from 'comlink';
import { Codecs } from '../codecs';
import { codecService } from './codec-service';

const codecs = new Codecs(async (url) => new Uint8Array(await (await fetch(url)).arrayBuffer()));

Comlink.expose(codecService(codecs));
