import { FLAG } from '../dicom/data-set';
import type { Tag } from '../dicom/tag';
import { VR } from '../dicom/vr';
import type { Attributes } from './attributes';
import type { OverlayDescription, PixelDescription } from './description';

const FIRST_GROUP = 0x6000;
const LAST_GROUP = 0x601e;
const OVERLAY_ROWS = 0x0010;
const OVERLAY_COLUMNS = 0x0011;
const NUMBER_OF_FRAMES_IN_OVERLAY = 0x0015;
const OVERLAY_ORIGIN = 0x0050;
const IMAGE_FRAME_ORIGIN = 0x0051;
const OVERLAY_BIT_POSITION = 0x0102;
const OVERLAY_DATA = 0x3000;

interface Overlays {
  readonly overlays: readonly OverlayDescription[];
  /** Overlay Data of planes that can't be understood, and of those that end early: the rest of them is empty. */
  readonly ignored: readonly Tag[];
  readonly short: readonly Tag[];
}

/** The overlay planes (PS3.3 C.9.2) over an image, in the order of their groups. */
export function describeOverlays(attributes: Attributes, image: PixelDescription): Overlays {
  const overlays: OverlayDescription[] = [];
  const ignored: Tag[] = [];
  const short: Tag[] = [];
  for (let group = FIRST_GROUP; group <= LAST_GROUP; group += 2) {
    const tagOf = (element: number): Tag => group * 0x10000 + element;
    if (attributes.row(tagOf(OVERLAY_ROWS)) < 0 && attributes.row(tagOf(OVERLAY_DATA)) < 0) continue;
    const overlay = describeOverlay(attributes, image, tagOf);
    if (!overlay) {
      ignored.push(tagOf(OVERLAY_DATA));
      continue;
    }
    overlays.push(overlay);
    const { source, rows, columns, frames = 1 } = overlay;
    if (source.kind === 'element' && (source.end - source.start) * 8 < rows * columns * frames) short.push(overlay.tag);
  }
  return { overlays, ignored, short };
}

function describeOverlay(
  attributes: Attributes,
  image: PixelDescription,
  tagOf: (element: number) => Tag,
): OverlayDescription | undefined {
  const number = (element: number): number | undefined => attributes.number(tagOf(element));
  const rows = number(OVERLAY_ROWS) ?? image.rows;
  const columns = number(OVERLAY_COLUMNS) ?? image.columns;
  const [top = 1, left = 1] = attributes.numbers(tagOf(OVERLAY_ORIGIN), true);
  const frames = number(NUMBER_OF_FRAMES_IN_OVERLAY);
  const firstFrame = number(IMAGE_FRAME_ORIGIN);
  const isMultiFrame = frames !== undefined || firstFrame !== undefined;
  const plane = {
    tag: tagOf(OVERLAY_DATA),
    rows,
    columns,
    top: top - 1,
    left: left - 1,
    ...(isMultiFrame && { frames: Math.max(1, frames ?? 1) }),
    firstFrame: Math.max(0, (firstFrame ?? 1) - 1),
  };
  const { dataSet } = attributes;
  const row = attributes.row(plane.tag);
  if (row < 0) {
    const bit = number(OVERLAY_BIT_POSITION) ?? 0;
    const isUnused = bit > image.highBit || bit <= image.highBit - image.bitsStored;
    if (image.encapsulated || image.format !== 'integer' || bit >= image.bitsAllocated || !isUnused) return undefined;
    return { ...plane, rows: image.rows, columns: image.columns, top: 0, left: 0, source: { kind: 'embedded', bit } };
  }
  const [start, end] = [dataSet.valueStart(row), dataSet.valueEnd(row)];
  const swapsBytes = dataSet.has(row, FLAG.bigEndian) && dataSet.vrs[row] === VR.OW;
  return { ...plane, source: { kind: 'element', row, start, end, swapsBytes } };
}
