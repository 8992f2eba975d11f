/** Masks as the page asks for them: checked at once, burnt in with the output, and what the page is told. */
import { describe, expect, test } from 'vitest';
import { FrameMasker } from '../../../src/codecs/frame-masker';
import { DicomError } from '../../../src/core/errors';
import type { FrameCoder } from '../../../src/core/pixel/frame-coder';
import { Engine } from '../../../src/jobs/engine/engine';
import type { OpenCoder } from '../../../src/jobs/engine/make-output';
import type { PageMask, PixelFacts, Progress } from '../../../src/jobs/engine-api';
import { fragments, latin1 } from '../../builders';
import { codecs } from '../../codecs/frames';
import { COLUMNS, clip, PIXELS, picture, samplesOf } from '../../core/deident/pictures';
import { find, KEY, text } from '../../core/deident/run';
import { tokenize } from '../../oracle/tokenizer';
import { blobOf, FILE, granted, nothing, rowAt, wholeOf } from './open-engine';

const TOP: PageMask = { id: 1, x: 0, y: 0, width: COLUMNS, height: 2, enabled: true };
const video = picture({ syntax: '1.2.840.10008.1.2.4.102', pixels: fragments([latin1('a video')]) });

async function open(input: Uint8Array, coder: FrameCoder = new FrameMasker(codecs)) {
  let ended = 0;
  const openCoder = (): OpenCoder => ({
    parallel: coder.parallel,
    mask: (task) => coder.mask(task),
    compare: (...told) => coder.compare(...told),
    end: () => ended++,
  });
  const engine = new Engine({ key: KEY, openCoder });
  const { pixels } = granted(await engine.open(FILE, blobOf(input), nothing));
  const facts = (answer: Awaited<ReturnType<Engine['opened']>>): PixelFacts => granted(answer).pixels as PixelFacts;
  const output = async () => {
    const result = granted(await engine.anonymize(FILE, nothing));
    return { tokens: tokenize(await wholeOf(result)), report: result.facts };
  };
  return { engine, pixels, facts, output, coders: () => ended };
}

test('a file at risk is opened with its reasons, and anonymized only when they are answered', async () => {
  const { engine, pixels, facts } = await open(picture());
  expect(pixels).toMatchObject({ risks: [{ reason: 'ultrasound' }], gate: 'closed', masking: 'native', masks: [] });
  expect(await engine.anonymize(FILE, nothing)).toMatchObject({ ok: false, error: { code: 'pixels-not-checked' } });
  expect(facts(await engine.confirmPixels(FILE, true))).toMatchObject({ gate: 'confirmed', confirmed: true });
  expect(granted(await engine.anonymize(FILE, nothing)).facts.confirmations).toEqual(['pixels-checked']);
  expect(facts(await engine.confirmPixels(FILE, false)).gate).toBe('closed');
});

test('a file without pixels has nothing to tell of them', async () => {
  const engine = new Engine({ key: KEY });
  const { pixels } = granted(await engine.open(FILE, blobOf(picture({ pixels: () => new Uint8Array(0) })), nothing));
  expect(pixels).toBeNull();
});

test.each([
  ['native', picture({ frames: 2 })],
  ['compressed', clip(2)],
])('enabled masks are burnt into a %s image, the others are kept for later', async (_, input) => {
  const { engine, facts, output, coders } = await open(input);
  const masks = [TOP, { ...TOP, id: 2, y: 4, enabled: false }];
  expect(facts(await engine.setMasks(FILE, masks))).toMatchObject({ gate: 'masked', masks });
  const { tokens, report } = await output();
  const native = find(tokens, '(7FE0,0010)')?.value;
  const frame = native && native.length > 0 ? Array.from(native.subarray(PIXELS)) : samplesOf(tokens)[1];
  expect(frame.map((sample) => sample === 0)).toEqual(frame.map((_, i) => i < 2 * COLUMNS));
  expect(text(tokens, '(0028,0301)')).toBe('NO');
  expect(report).toMatchObject({ masks: [{ x: 0, y: 0, width: COLUMNS, height: 2 }], notChecked: ['matching-pixels'] });
  expect(report.methodCodes).toEqual(['113100', '113101']);
  expect(coders()).toBe(native && native.length > 0 ? 0 : 1);
  expect((await rowAt(engine, '(7FE0,0010)')).outcome).toBe('cleaned');
});

test('masks that can’t be burnt in change nothing', async () => {
  const { engine, facts } = await open(picture());
  await engine.setMasks(FILE, [TOP]);
  const outside = await engine.setMasks(FILE, [TOP, { ...TOP, id: 2, x: 99 }]);
  expect(outside).toMatchObject({ ok: false, error: { code: 'mask-outside', details: { mask: 2 } } });
  expect(facts(await engine.opened(FILE)).masks).toEqual([TOP]);
  expect(facts(await engine.setMasks(FILE, [{ ...TOP, x: 99, enabled: false }])).gate).toBe('closed');
});

test('a video can’t be masked, but shared without its pixels', async () => {
  const { engine, pixels, facts, output } = await open(video);
  expect(pixels).toMatchObject({ masking: null, maskingError: { code: 'unsupported-compression' }, gate: 'closed' });
  expect(await engine.setMasks(FILE, [TOP])).toMatchObject({ ok: false, error: { details: { reason: 'video' } } });
  expect(facts(await engine.removePixels(FILE, true)).gate).toBe('removed');
  const { tokens, report } = await output();
  expect(find(tokens, '(7FE0,0010)')).toBeUndefined();
  expect(report).toMatchObject({ pixelsRemoved: true, notChecked: [] });
});

describe('while masks are burnt in', () => {
  test('frames are counted', async () => {
    const { engine } = await open(clip(3));
    await engine.setMasks(FILE, [{ ...TOP, frames: { first: 1, last: 2 } }]);
    const seen: Progress[] = [];
    await engine.anonymize(FILE, (progress) => seen.push(progress));
    const masking = seen.filter(({ phase }) => phase === 'masking');
    expect(masking.map(({ done, total }) => `${done}/${total}`)).toEqual(['0/2', '1/2', '2/2']);
  });

  test('it can be cancelled, and begun again', async () => {
    const masker = new FrameMasker(codecs);
    const { engine, coders } = await open(clip(9), masker);
    await engine.setMasks(FILE, [TOP]);
    const answer = await engine.anonymize(FILE, ({ phase, done }) => {
      if (phase === 'masking' && done === 2) engine.cancel(FILE);
    });
    expect(answer).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(coders()).toBe(1);
    expect(await engine.anonymize(FILE, nothing)).toMatchObject({ ok: true });
  });

  test('a frame that fails leaves no output', async () => {
    const masker = new FrameMasker(codecs);
    const failing: FrameCoder = {
      parallel: 2,
      mask: async (task) => {
        if (task.rectangles.length > 1) throw new DicomError('codec-failed');
        return masker.mask(task);
      },
      compare: (...told) => masker.compare(...told),
    };
    const { engine } = await open(clip(4), failing);
    await engine.setMasks(FILE, [TOP, { ...TOP, y: 5, height: 1, frames: { first: 2, last: 2 } }]);
    const answer = await engine.anonymize(FILE, nothing);
    expect(answer).toMatchObject({ ok: false, error: { code: 'codec-failed', details: { frame: 3 } } });
  });
});
