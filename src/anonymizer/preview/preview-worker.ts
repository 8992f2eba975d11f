/** The worker that decodes and renders what the page shows, off the page's thread. */
import * as Comlink from 'comlink';
import { Codecs } from '../../codecs/codecs';
import type { HelperApi } from './helper-api';
import { hireHelpers } from './helper-worker';
import { Painter } from './painter';
import type { Picture } from './picture';
import type { PreviewApi } from './preview-api';
import { PreviewHost } from './preview-host';

const codecs = new Codecs(async (url) => new Uint8Array(await (await fetch(url)).arrayBuffer()));
const host = new PreviewHost(codecs, new Painter(), hireHelpers);

const api: PreviewApi & HelperApi = {
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
  start: () => true,
  collect: async (batch) => {
    const collected = await host.collect(batch);
    return collected.picture ? Comlink.transfer(collected, [bufferOf(collected.picture)]) : collected;
  },
};

function bufferOf(picture: Picture): ArrayBufferLike {
  return picture.kind === 'rgba' ? picture.rgba.buffer : picture.samples.data.buffer;
}

Comlink.expose(api);
