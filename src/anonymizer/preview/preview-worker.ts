/** The worker that decodes and renders what the page shows, off the page's thread. */
import * as Comlink from 'comlink';
import { Codecs } from '../../codecs/codecs';
import { Painter } from './painter';
import type { PreviewApi } from './preview-api';
import { PreviewHost } from './preview-host';

const codecs = new Codecs(async (url) => new Uint8Array(await (await fetch(url)).arrayBuffer()));
const host = new PreviewHost(codecs, new Painter());

const api: PreviewApi = {
  open: (image, blob) => host.open(image, blob),
  close: (image) => host.close(image),
  render: async (request) => {
    const rendered = await host.render(request);
    return rendered.ok ? Comlink.transfer(rendered, [rendered.value.bitmap]) : rendered;
  },
  project: (image, images, onProgress) => host.project(image, images, onProgress),
  stopProjection: () => host.stopProjection(),
  snapshot: async (image, frame, onProgress) => {
    const snapshot = await host.snapshot(image, frame, onProgress);
    return snapshot.ok ? Comlink.transfer(snapshot, [snapshot.value.rgba.buffer]) : snapshot;
  },
  stopSnapshot: () => host.stopSnapshot(),
};

Comlink.expose(api);
