/** Masks from the command line and from presets. */
import { describe, expect, test } from 'vitest';
import { fragments, latin1, SYNTAX } from '../builders';
import { codecs, frame, info, noise } from '../codecs/frames';
import { COLUMNS, clip, itemsOf, PIXELS, picture, samplesOf } from '../core/deident/pictures';
import { find } from '../core/deident/run';
import { tokenize } from '../oracle/tokenizer';
import { problems, scratch, veil } from './veil';

const video = picture({ syntax: '1.2.840.10008.1.2.4.102', pixels: fragments([latin1('a video')]) });

async function anonymize(input: Uint8Array, ...options: readonly string[]) {
  const at = scratch();
  const path = at.write('in.dcm', input);
  const outcome = await veil('anonymize', path, '--out', at.path('out'), '--report', at.path('r.json'), ...options);
  const [name] = at.list('out');
  return {
    outcome,
    report: outcome.code === 2 ? undefined : at.report('r.json')[0],
    tokens: name === undefined ? undefined : tokenize(at.read('out', name)),
  };
}

test('--mask makes rectangles of every frame black, and the report has them', async () => {
  const { outcome, report, tokens } = await anonymize(clip(2), '--mask', '0,0,8,2', '--mask', '7,5,1,1');
  expect(outcome).toMatchObject({ code: 0, stderr: '' });
  for (const samples of samplesOf(tokens ?? tokenize(clip(1)))) {
    const black = samples.flatMap((sample, i) => (sample === 0 ? [i] : []));
    expect(black).toEqual([...Array.from({ length: 2 * COLUMNS }, (_, i) => i), 47]);
  }
  expect(report).toMatchObject({
    masks: [
      { x: 0, y: 0, width: 8, height: 2 },
      { x: 7, y: 5, width: 1, height: 1 },
    ],
    methodCodes: ['113100', '113101'],
  });
  expect(outcome.stdout).not.toContain('may identify by their pixels');
});

test('without masks an image at risk is written as it is, with a warning', async () => {
  const { outcome, report, tokens } = await anonymize(clip(2));
  expect(outcome.code).toBe(0);
  expect(outcome.stdout).toContain('1 may identify by their pixels: look at them');
  expect(report?.warnings.map(({ code }) => code)).toContain('modality-at-risk');
  expect(report).not.toHaveProperty('masks');
  expect(samplesOf(tokens ?? tokenize(clip(1))).flat()).not.toContain(0);
});

test('pixels that no viewer shows are a warning, until a mask makes them zero', async () => {
  const input = picture({ modality: 'CT', pixels: new Uint8Array(PIXELS + 2000).fill(7) });
  const codes = (report: Awaited<ReturnType<typeof anonymize>>['report']) => report?.warnings.map(({ code }) => code);
  const { outcome, report } = await anonymize(input);
  expect(codes(report)).toContain('pixel-data-surplus');
  expect(outcome.stdout).toContain('1 may identify by their pixels: look at them');
  const masked = await anonymize(input, '--mask', '0,0,1,1');
  expect(codes(masked.report)).not.toContain('pixel-data-surplus');
  expect(find(masked.tokens ?? tokenize(input), '(7FE0,0010)')?.value.subarray(PIXELS)).toEqual(new Uint8Array(2000));
});

test('bytes behind the last frame are a warning, until a mask makes them zero', async () => {
  const input = picture({ modality: 'CT', pixels: new Uint8Array(PIXELS + 20).fill(7) });
  const { outcome, report } = await anonymize(input);
  expect(report?.warnings).toContainEqual({
    code: 'pixel-data-trailing',
    tag: '(7FE0,0010)',
    details: { expected: PIXELS, available: PIXELS + 20 },
  });
  expect(outcome.stdout).toContain('1 hold bytes behind the last frame that were not looked at');
  const masked = await anonymize(input, '--mask', '0,0,1,1');
  expect(masked.report?.warnings).toEqual([]);
  expect(masked.outcome.stdout).not.toContain('behind the last frame');
  expect(find(masked.tokens ?? tokenize(input), '(7FE0,0010)')?.value.subarray(PIXELS)).toEqual(new Uint8Array(20));
});

test('fewer pixels than the image says are a warning', async () => {
  const { outcome, report } = await anonymize(picture({ modality: 'CT', rows: 65535, columns: 65535 }));
  expect(outcome).toMatchObject({ code: 0, stdout: expect.stringContaining('1 have fewer pixels than they say') });
  expect(report?.warnings.map(({ code }) => code)).toEqual(['pixel-data-short']);
});

test('frames of one file are masked on several threads as on one', async () => {
  const keys = ['--mask', '0,0,8,2', '--jobs'];
  const [one, two] = [await anonymize(clip(7), ...keys, '1'), await anonymize(clip(7), ...keys, '2')];
  expect(two.outcome).toMatchObject({ code: 0, stderr: '' });
  expect(samplesOf(two.tokens ?? tokenize(clip(1)))).toEqual(samplesOf(one.tokens ?? tokenize(clip(2))));
});

test('frames that keep several threads at work come out in their places, black under the mask alone', async () => {
  const of = info({ rows: 256, columns: 256 });
  const coding = { kind: 'jpeg-2000', signed: false, colourTransform: false } as const;
  // Every other one is of noise, and takes longer than those beside it.
  const before = Array.from({ length: 8 }, (_, i) => noise(of, i, i % 2 === 1));
  const coded = await Promise.all(before.map((one) => codecs.encode(SYNTAX.jpeg2000, frame(of, coding, one))));
  const pixels = fragments(coded.map(({ bytes }) => bytes));
  const input = picture({ syntax: SYNTAX.jpeg2000, frames: before.length, rows: 256, columns: 256, pixels });
  const { outcome, tokens } = await anonymize(input, '--mask', '0,0,256,20', '--jobs', '3');
  expect(outcome).toMatchObject({ code: 0, stderr: '' });
  const frames = itemsOf(tokens ?? tokenize(input)).slice(1);
  const after = await Promise.all(frames.map((bytes) => codecs.decode(SYNTAX.jpeg2000, bytes, of)));
  const wrong = after.filter(({ samples }, i) => {
    const masked = before[i].slice().fill(0, 0, 20 * of.columns);
    return samples.length !== masked.length || samples.some((sample, at) => sample !== masked[at]);
  });
  expect([after.length, wrong.length]).toEqual([before.length, 0]);
});

test('a frame that is refused leaves nothing of the frames beside it behind', async () => {
  const at = scratch();
  const frames = Array.from({ length: 6 }, (_, i) => new Uint8Array(i === 2 ? 90 : 64 + i));
  const bad = at.write('in/a.dcm', picture({ syntax: SYNTAX.rle, frames: 6, pixels: fragments(frames) }));
  const good = at.write('in/b.dcm', clip(5));
  const options = ['--mask', '0,0,8,2', '--out', at.path('out'), '--report', at.path('r.json')];
  await veil('anonymize', bad, good, ...options, '--jobs', '4');
  expect(at.report('r.json').map(({ status }) => status)).toEqual(['refused', 'anonymized']);
  expect(at.list('out')).toHaveLength(1);
});

test('codecs of every kind are found beside the program', async () => {
  // What is no code stream is refused by the codec itself, not for want of it.
  for (const syntax of ['80', '90', '201'].map((end) => `1.2.840.10008.1.2.4.${end}`)) {
    const { report } = await anonymize(
      picture({ syntax, pixels: fragments([new Uint8Array(90)]) }),
      '--mask',
      '0,0,1,1',
    );
    expect(report).toMatchObject({ status: 'refused', error: { code: 'bad-frame', details: { frame: 1 } } });
  }
});

describe('refused', () => {
  test('a mask beside the image', async () => {
    const { outcome, tokens } = await anonymize(picture(), '--mask', '8,0,5,5');
    expect(outcome.code).toBe(1);
    expect(problems(outcome)[0]).toMatchObject({ code: 'mask-outside' });
    expect(tokens).toBeUndefined();
  });

  test('a video, with the reason, unless its pixels may go', async () => {
    const { outcome, tokens } = await anonymize(video, '--mask', '0,0,5,5');
    expect(problems(outcome)[0]).toMatchObject({ code: 'unsupported-compression' });
    expect(outcome.stderr).toMatch(/It is a video.*--documents remove/);
    expect(tokens).toBeUndefined();
    const removed = await anonymize(video, '--mask', '0,0,5,5', '--documents', 'remove');
    expect(removed.outcome.code).toBe(0);
    expect(removed.report).toMatchObject({ pixelsRemoved: true });
    expect(removed.tokens && find(removed.tokens, '(7FE0,0010)')).toBeUndefined();
  });

  test.each([['1,2,3'], ['0,0,0,5'], ['-1,0,5,5'], ['a,b,c,d'], ['1.5,0,5,5']])(
    '--mask %s is wrong use',
    async (mask) => {
      const { outcome } = await anonymize(picture(), `--mask=${mask}`);
      expect(outcome).toMatchObject({ code: 2, stdout: '' });
      expect(outcome.stderr).toContain('--mask is X,Y,W,H');
    },
  );
});

test('a preset masks the images that it knows, and no others', async () => {
  const at = scratch();
  const masks = [{ when: { modality: 'US', rows: 6 }, rectangles: [[0, 0, 8, 1]] }];
  const settings = at.write(
    's.json',
    JSON.stringify({ version: 1, presets: [{ id: 'own', name: 'Own', base: 'research', masks }] }),
  );
  const options = ['--preset', 'own', '--settings', settings];
  const known = await anonymize(clip(1), ...options);
  expect(known.report).toMatchObject({ masks: [{ x: 0, y: 0, width: 8, height: 1 }] });
  expect(
    samplesOf(known.tokens ?? tokenize(clip(1)))[0]
      .slice(0, 9)
      .map((sample) => sample === 0),
  ).toEqual([...Array(8).fill(true), false]);
  const other = await anonymize(clip(1, { modality: 'CT' }), ...options);
  expect(other.report).not.toHaveProperty('masks');
});
