/** Images of tests, read and ready to be rendered. */
import type { DataSet } from '../../../src/core/dicom/data-set';
import { readDataSet } from '../../../src/core/dicom/read';
import { type ByteSource, BytesSource, type ReadBytes } from '../../../src/core/io/byte-source';
import { describePixels } from '../../../src/core/pixel/describe';
import type { PixelDescription } from '../../../src/core/pixel/description';
import { type Display, readDisplay } from '../../../src/core/pixel/display';
import { indexFrames, nativeRange, readFrame } from '../../../src/core/pixel/fragments/frame-index';
import { type RenderOptions, renderFrame } from '../../../src/core/pixel/render';
import { type FrameSamples, nativeSamples } from '../../../src/core/pixel/samples';
import { type ImageRecipe, imageFile } from '../../builders';

export interface Image {
  readonly dataSet: DataSet;
  readonly description: PixelDescription;
  readonly display: Display;
  /** Absolute, as the core wants it. */
  readonly read: ReadBytes;
}

export async function openSource(source: ByteSource): Promise<Image> {
  const dataSet = await readDataSet(source);
  const description = describePixels(dataSet);
  if (!description) throw new Error('no pixels');
  const read: ReadBytes = (start, end) => dataSet.source.read(start, end);
  return { dataSet, description, display: await readDisplay(dataSet, description), read };
}

export function openImage(recipe: ImageRecipe): Promise<Image> {
  return openSource(new BytesSource(imageFile(recipe)));
}

export async function samplesOf({ dataSet, description, read }: Image, frame = 0): Promise<FrameSamples> {
  const index = await indexFrames(dataSet, description);
  const { bit } = nativeRange(description, frame);
  return nativeSamples(await readFrame(index, description, frame, read), description, bit);
}

/** Red, green and blue of each pixel of a frame, as `#rrggbb`. */
export async function colorsOf(image: Image, options: RenderOptions = {}, frame = 0): Promise<string[]> {
  const rgba = renderFrame(await samplesOf(image, frame), image.description, image.display.of(frame), options);
  const hex = Array.from(rgba, (byte) => byte.toString(16).padStart(2, '0'));
  return Array.from({ length: rgba.length / 4 }, (_, i) => `#${hex.slice(4 * i, 4 * i + 3).join('')}`);
}

/** Brightness of each pixel of a gray frame. */
export async function graysOf(image: Image, options: RenderOptions = {}, frame = 0): Promise<number[]> {
  return (await colorsOf(image, options, frame)).map((color) => Number.parseInt(color.slice(1, 3), 16));
}
