/** A thread that masks frames for another one. */
import { parentPort } from 'node:worker_threads';
import * as Comlink from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter';
import { codecService } from '../codecs/pool/codec-service';
import { codecsOfNode } from './frame-coder';

if (parentPort) Comlink.expose(codecService(codecsOfNode()), nodeEndpoint(parentPort));
