/** Where an image lies on the stage. Lengths are CSS pixels unless they are called image pixels. */
import type { Rectangle } from '../../../core/pixel/rectangle';
import type { Placing } from '../../preview/preview-api';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The stage. */
export interface Box {
  readonly width: number;
  readonly height: number;
}

/** An image's size in image pixels; `aspect` is the height of one divided by its width. */
export interface Shape {
  readonly rows: number;
  readonly columns: number;
  readonly aspect: number;
}

/** An image pixel is `scale` wide; the image's top left corner lies at `left`, `top` of the stage. */
export interface Viewport {
  readonly scale: number;
  readonly left: number;
  readonly top: number;
}

/** A part of the image stays in reach, however far it is moved. */
const IN_REACH = 40;
const LARGEST_PIXEL = 40;

/** The whole image, as large as the stage allows, in its middle. */
export function fitted(shape: Shape, box: Box): Viewport {
  const scale = Math.min(box.width / shape.columns, box.height / (shape.rows * shape.aspect));
  return centered(shape, box, scale);
}

/** One image pixel for each pixel of the screen, of which a CSS pixel has `ratio`. */
export function actualSize(shape: Shape, box: Box, ratio: number): Viewport {
  return centered(shape, box, 1 / ratio / Math.min(1, shape.aspect));
}

export function zoomAt(viewport: Viewport, shape: Shape, box: Box, at: Point, factor: number): Viewport {
  const least = Math.min(fitted(shape, box).scale, 1) / 4;
  const scale = Math.max(least, Math.min(LARGEST_PIXEL, viewport.scale * factor));
  const grown = scale / viewport.scale;
  const left = at.x - (at.x - viewport.left) * grown;
  const top = at.y - (at.y - viewport.top) * grown;
  return inReach({ scale, left, top }, shape, box);
}

export function pan(viewport: Viewport, shape: Shape, box: Box, by: Point): Viewport {
  return inReach({ ...viewport, left: viewport.left + by.x, top: viewport.top + by.y }, shape, box);
}

/** The same part of the image in the middle of a stage of another size. */
export function recenter(viewport: Viewport, shape: Shape, from: Box, to: Box): Viewport {
  return pan(viewport, shape, to, { x: (to.width - from.width) / 2, y: (to.height - from.height) / 2 });
}

/** From the stage to image pixels, with their fractions. */
export function toImage({ scale, left, top }: Viewport, { aspect }: Shape, { x, y }: Point): Point {
  return { x: (x - left) / scale, y: (y - top) / (scale * aspect) };
}

/** From image pixels to the stage. */
export function toStage({ scale, left, top }: Viewport, { aspect }: Shape, at: Rectangle): Rectangle {
  return {
    x: left + at.x * scale,
    y: top + at.y * scale * aspect,
    width: at.width * scale,
    height: at.height * scale * aspect,
  };
}

/** The part of the stage that the image covers, in whole pixels of the screen, and how the image is placed in it. */
export interface Visible {
  readonly area: Rectangle;
  readonly placing: Placing;
}

/** null where nothing of the image is on the stage. */
export function visiblePart(viewport: Viewport, shape: Shape, box: Box, ratio: number): Visible | null {
  const image = toStage(viewport, shape, { x: 0, y: 0, width: shape.columns, height: shape.rows });
  const left = Math.round(Math.max(0, image.x) * ratio);
  const top = Math.round(Math.max(0, image.y) * ratio);
  const right = Math.round(Math.min(box.width, image.x + image.width) * ratio);
  const bottom = Math.round(Math.min(box.height, image.y + image.height) * ratio);
  const [width, height] = [right - left, bottom - top];
  if (!(width > 0 && height > 0)) return null;
  return {
    area: { x: left / ratio, y: top / ratio, width: width / ratio, height: height / ratio },
    placing: {
      scaleX: viewport.scale * ratio,
      scaleY: viewport.scale * shape.aspect * ratio,
      left: viewport.left * ratio - left,
      top: viewport.top * ratio - top,
      width,
      height,
    },
  };
}

function centered({ rows, columns, aspect }: Shape, box: Box, scale: number): Viewport {
  const left = (box.width - columns * scale) / 2;
  const top = (box.height - rows * aspect * scale) / 2;
  return { scale, left, top };
}

function inReach({ scale, left, top }: Viewport, { rows, columns, aspect }: Shape, box: Box): Viewport {
  const [width, height] = [columns * scale, rows * aspect * scale];
  const [x, y] = [Math.min(IN_REACH, width / 2), Math.min(IN_REACH, height / 2)];
  return {
    scale,
    left: Math.max(x - width, Math.min(box.width - x, left)),
    top: Math.max(y - height, Math.min(box.height - y, top)),
  };
}
