/** The worker that unpacks a ZIP: it can take seconds, and holds all of it. */
import * as Comlink from 'comlink';
import { unzip } from '../../links/unzip';

Comlink.expose(unzip);
