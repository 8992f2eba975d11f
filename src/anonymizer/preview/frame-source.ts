/** An image as something to look at: its frames decoded when they are asked for, and how they are shown. */
import type { FrameInfo, Samples } from '../../codecs/codec';
import type { Codecs } from '../../codecs/codecs';
import { familyOf } from '../../codecs/registry';
import type { DataSet } from '../../core/dicom/data-set';
import { readDataSet } from '../../core/dicom/read';
import { DicomError } from '../../core/errors';
import type { ByteSource, ReadBytes } from '../../core/io/byte-source';
import { describePixels } from '../../core/pixel/describe';
import { isColor, type OverlayDescription, PHOTOMETRICS, type PixelDescription } from '../../core/pixel/description';
import { type Display, type FrameDisplay, readDisplay } from '../../core/pixel/display';
import { type FrameIndex, indexFrames, nativeRange, readFrame } from '../../core/pixel/fragments/frame-index';
import { readTogether } from '../../core/pixel/fragments/read-together';
import { frameRate } from '../../core/pixel/frame-rate';
import { drawOverlay, isOver, overlayPlane } from '../../core/pixel/overlay';
import { type FrameSamples, nativeSamples, storedValues } from '../../core/pixel/samples';
import { ultrasoundRegions } from '../../core/pixel/ultrasound-regions';
import type { ImageInfo } from './preview-api';

/** Overlays are no part of the pixels, so they are drawn in a color that no gray image has. */
const OVERLAY_COLOR = [255, 196, 0] as const;

export class FrameSource {
  readonly description: PixelDescription;
  readonly info: ImageInfo;
  private readonly display: Display;
  private readonly index: FrameIndex;
  private readonly source: ByteSource;
  private readonly read: ReadBytes;
  private readonly codecs: Codecs;

  private constructor(
    dataSet: DataSet,
    description: PixelDescription,
    display: Display,
    index: FrameIndex,
    codecs: Codecs,
  ) {
    this.description = description;
    this.display = display;
    this.index = index;
    this.codecs = codecs;
    this.source = dataSet.source;
    this.read = (start, end) => dataSet.source.read(start, end);
    const { rows, columns, frames, aspect, photometric, overlays } = description;
    this.info = {
      rows,
      columns,
      frames,
      aspect,
      hasWindow: !isColor(photometric) && photometric !== 'PALETTE COLOR',
      hasOverlays: overlays.length > 0,
      frameRate: frameRate(dataSet),
      regions: ultrasoundRegions(dataSet, description),
    };
  }

  /**
   * Reads the header of a file, and of its frames only where they begin; null for a file without pixels.
   *
   * @throws DicomError if the file or its pixels can't be understood
   */
  static async open(source: ByteSource, codecs: Codecs): Promise<FrameSource | null> {
    const dataSet = await readDataSet(source);
    const description = describePixels(dataSet);
    if (!description) return null;
    if (description.encapsulated) familyOf(description.syntax);
    const index = await indexFrames(dataSet, description);
    return new FrameSource(dataSet, description, await readDisplay(dataSet, description), index, codecs);
  }

  displayOf(frame: number): FrameDisplay {
    return this.display.of(frame);
  }

  /** @throws DicomError if the frame can't be decoded */
  async samples(frame: number): Promise<FrameSamples> {
    return this.decode(frame, await readFrame(this.index, this.description, frame, this.read));
  }

  /**
   * Reads bytes for `decode`.
   *
   * @param frames - that will be asked for: those that lie one behind the other are read with one step
   */
  reader(frames: readonly number[]): (frame: number) => Promise<Uint8Array> {
    const { source, index, description } = this;
    const read = index.kind === 'fragments' ? readTogether(source, index, frames) : this.read;
    return (frame) => readFrame(index, description, frame, read);
  }

  /**
   * @param room - of a frame decoded before, which nobody needs any more: may be written over
   * @throws DicomError if the frame can't be decoded
   */
  async decode(frame: number, bytes: Uint8Array, room?: FrameSamples): Promise<FrameSamples> {
    const { description, index } = this;
    if (index.kind === 'native') return nativeSamples(bytes, description, nativeRange(description, frame).bit);
    const decoded = await this.codecs.decode(description.syntax, bytes, frameInfo(description), roomOf(room));
    const photometric = PHOTOMETRICS.find((known) => known === decoded.photometricInterpretation);
    if (!photometric) throw new DicomError('unsupported-pixels', { tag: '(0028,0004)' });
    // Native cells may hold other things beside the sample; those of a codestream hold it at the lowest bits.
    const isNative = description.nativeFrames || decoded.coding.kind === 'rle';
    const { bitsStored } = decoded;
    const layout = isNative ? description : { ...description, bitsStored, highBit: bitsStored - 1 };
    return { data: storedValues(decoded.samples, layout), samplesPerPixel: decoded.samplesPerPixel, photometric };
  }

  /** Draws the overlay planes that lie over a frame. */
  async drawOverlays(frame: number, rgba: Uint8ClampedArray): Promise<void> {
    const { description } = this;
    for (const overlay of description.overlays) {
      if (!isOver(overlay, frame)) continue;
      drawOverlay(await this.overlayPlane(overlay, frame), overlay, description, rgba, OVERLAY_COLOR);
    }
  }

  private async overlayPlane(overlay: OverlayDescription, frame: number): Promise<Uint8Array> {
    const { description } = this;
    const { source } = overlay;
    if (source.kind === 'element') {
      return overlayPlane(overlay, description, await this.read(source.start, source.end), frame);
    }
    const { bit } = nativeRange(description, frame);
    return overlayPlane(overlay, description, await readFrame(this.index, description, frame, this.read), frame, bit);
  }
}

/** Codecs give back integers. */
function roomOf(room: FrameSamples | undefined): Samples | undefined {
  const data = room?.data;
  return data instanceof Float32Array || data instanceof Float64Array ? undefined : data;
}

function frameInfo(description: PixelDescription): FrameInfo {
  const { rows, columns, samplesPerPixel, bitsAllocated, bitsStored, isSigned, planar, photometric } = description;
  return {
    rows,
    columns,
    samplesPerPixel,
    bitsAllocated,
    bitsStored,
    signed: isSigned,
    planar,
    photometricInterpretation: photometric,
  };
}
