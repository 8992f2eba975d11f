import type { Placing } from './preview-api';
import type { Canvas } from './preview-host';

/** From here on pixels are seen as squares: smoothing would hide where a mask ends. */
const SQUARES_FROM = 4;

/** Makes bitmaps of the part of an image that is on screen. The image itself is kept, for zoom and pan to be cheap. */
export class Painter implements Canvas {
  private readonly image = new OffscreenCanvas(1, 1);
  private readonly screen = new OffscreenCanvas(1, 1);
  private pixels = new Uint8ClampedArray(0);

  buffer(rows: number, columns: number): Uint8ClampedArray<ArrayBuffer> {
    const length = rows * columns * 4;
    if (this.pixels.length !== length) this.pixels = new Uint8ClampedArray(length);
    return this.pixels;
  }

  take(rows: number, columns: number): void {
    resize(this.image, columns, rows);
    context(this.image).putImageData(new ImageData(this.pixels, columns, rows), 0, 0);
  }

  paint({ scaleX, scaleY, left, top, width, height }: Placing): ImageBitmap {
    resize(this.screen, width, height);
    const screen = context(this.screen);
    screen.imageSmoothingEnabled = Math.min(scaleX, scaleY) < SQUARES_FROM;
    screen.imageSmoothingQuality = 'high';
    screen.setTransform(scaleX, 0, 0, scaleY, left, top);
    screen.drawImage(this.image, 0, 0);
    return this.screen.transferToImageBitmap();
  }
}

function resize(canvas: OffscreenCanvas, width: number, height: number): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}

function context(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const found = canvas.getContext('2d', { alpha: false });
  if (!found) throw new Error('no canvas');
  return found;
}
