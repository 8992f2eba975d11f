import type { Page } from '@playwright/test';
import { expect } from './fixture';

/** A point of the picture, as shares of its width and height. */
export type Share = readonly [across: number, down: number];

/** What the tests do with the picture. */
export function picture(page: Page) {
  const region = page.getByRole('region', { name: 'Image preview' });
  const canvas = region.locator('canvas');
  const stage = region.getByRole('application', { name: 'Image' });
  const at = async ([across, down]: Share) => {
    const box = await canvas.boundingBox();
    if (!box) throw new Error('no picture');
    return { x: box.x + box.width * across, y: box.y + box.height * down };
  };
  return {
    region,
    canvas,
    stage,
    masks: region.getByRole('list', { name: 'Masks' }),
    add: region.getByRole('button', { name: 'Add mask' }),
    keep: region.getByRole('button', { name: 'Keep only a region' }),
    frame: region.getByRole('slider', { name: 'Frame' }),
    center: region.getByRole('spinbutton', { name: 'Window center' }),
    width: region.getByRole('spinbutton', { name: 'Window width' }),
    gate: page.locator('.gate'),
    confirm: region.getByRole('checkbox', { name: 'No identifying text in this image' }),
    at,
    drag: async (from: Share, to: Share, button: 'left' | 'right' | 'middle' = 'left') => {
      const [start, end] = [await at(from), await at(to)];
      await page.mouse.move(start.x, start.y);
      await page.mouse.down({ button });
      await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2);
      await page.mouse.move(end.x, end.y);
      await page.mouse.up({ button });
    },
    /** Brightness of the picture as painted, at a place of it: 0 to 255. */
    brightness: async ([across, down]: Share) =>
      canvas.evaluate(
        async (element: HTMLCanvasElement, share) => {
          const bitmap = await createImageBitmap(element);
          const copy = new OffscreenCanvas(bitmap.width, bitmap.height);
          const context = copy.getContext('2d');
          context?.drawImage(bitmap, 0, 0);
          const x = Math.floor(share[0] * bitmap.width);
          const y = Math.floor(share[1] * bitmap.height);
          return context?.getImageData(x, y, 1, 1).data[0] ?? -1;
        },
        [across, down] as const,
      ),
    /** There, and its file read to the end: the picture is the faster one. */
    shown: async () => {
      await expect(canvas).toBeVisible();
      await expect(region.locator('.viewer-facts')).toBeVisible();
    },
  };
}
