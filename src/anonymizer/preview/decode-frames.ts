/** Decodes frames of an image one after the other, with little memory: while one is decoded, the next is read. */
import type { FrameSamples } from '../../core/pixel/samples';
import type { FrameSource } from './frame-source';
import type { Images } from './images';

interface Decoded {
  readonly frame: number;
  /** Until the next frame is asked for: it may be written over these. null: the frame can't be decoded. */
  readonly samples: FrameSamples | null;
}

interface Reading {
  readonly frame: number;
  /** It is decoded already. */
  readonly known: FrameSamples | undefined;
  /** null: it can't be read, or need not be. */
  readonly bytes: Promise<Uint8Array | null>;
}

const NOTHING = Promise.resolve(null);

/** @param next - gives some frames at a time, in the end none */
export async function* decodeFrames(
  images: Images,
  image: number,
  source: FrameSource,
  next: () => readonly number[],
): AsyncGenerator<Decoded> {
  const readings = readFrames(images, image, source, next);
  let room: FrameSamples | undefined;
  let ahead = readings.next();
  while (!ahead.done) {
    const { frame, known, bytes } = ahead.value;
    ahead = readings.next();
    const read = await bytes;
    const decoded = read && (await source.decode(frame, read, room).catch(() => null));
    yield { frame, samples: known ?? decoded };
    room = decoded ?? room;
  }
}

/** Begins to read each frame when it is asked for. */
function* readFrames(
  images: Images,
  image: number,
  source: FrameSource,
  next: () => readonly number[],
): Generator<Reading, undefined> {
  for (let frames = next(); frames.length > 0; frames = next()) {
    const read = source.reader(frames);
    for (const frame of frames) {
      const known = images.kept(image, frame);
      yield { frame, known, bytes: known ? NOTHING : read(frame).catch(() => null) };
    }
  }
}
