/** Comments and camera data of compressed frames go; all else of the frames stays byte by byte, and is found where it is. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planWarnings } from '../../../src/core/deident/plan/plan-warnings';
import { BlobSource, PartsSource } from '../../../src/core/io/byte-source';
import { Job } from '../../../src/jobs/job';
import { actionsAt } from '../../../src/jobs/table/actions-at';
import { concat, el, fragments, latin1, offsetTable, SYNTAX, seeded } from '../../builders';
import { jpeg, segment } from '../../builders/jpeg';
import { codecs, frame as decodedFrame, info, noise } from '../../codecs/frames';
import type { Tokens } from '../../oracle/tokenizer';
import { COLUMNS, itemsOf, picture, ROWS } from './pictures';
import { coder, find, KEY, policy, rowOf, run } from './run';

type Segments = readonly (readonly [number, string])[];

const [COMMENT, COM, APP1] = [0xfe, 0x64, 0xe1];
const EXIF = [APP1, 'Exif\0\0II*\0\x08\0\0\0GPS 48.13 11.57'] as const;
const NOTE = [COMMENT, 'left knee'] as const;
const JFIF = [0xe0, 'JFIF\0\x01\x02\0\0\x01\0\x01\0\0'] as const;
const PROGRAM = [COMMENT, 'LEAD Technologies Inc. V1.01\0'] as const;

/** A frame of 6 × 8 pixels. */
function photo(extra: Segments = [], seed = 1): Uint8Array {
  const random = seeded(seed);
  const block = () => Array.from({ length: 64 }, (_, i) => (i < 9 ? Math.floor(random() * 40) - 20 : 0));
  return jpeg({ rows: ROWS, columns: COLUMNS, components: [{ block }], extra });
}

function photos(frames: readonly Uint8Array[], more: Parameters<typeof picture>[0] = {}): Uint8Array {
  const pixels = fragments(frames);
  return picture({ syntax: SYNTAX.jpegBaseline, frames: frames.length, pixels, ...more });
}

function even(bytes: Uint8Array): Uint8Array {
  return bytes.length % 2 === 0 ? bytes : concat([bytes, new Uint8Array(1)]);
}

async function framesOf(input: Uint8Array): Promise<readonly Uint8Array[]> {
  const { after, verification } = await run(input);
  expect(verification.findings).toEqual([]);
  return itemsOf(after).slice(1);
}

function words(tokens: Tokens, tag: string): readonly number[] {
  return Array.from(new BigUint64Array(find(tokens, tag)?.value.slice().buffer ?? new ArrayBuffer(0)), Number);
}

describe('are taken out of frames', () => {
  test.each([
    ['Exif', [EXIF], []],
    ['a comment and Exif around what decoders need', [JFIF, NOTE, EXIF], [JFIF]],
    [
      'several, as long as segments can be',
      [[APP1, 'x'.repeat(65_533)], [APP1, 'y'.repeat(65_532)], JFIF, NOTE],
      [JFIF],
    ],
    ['what a program says of itself with others', [PROGRAM, NOTE], [PROGRAM]],
    ['a thumbnail', [[0xe0, 'JFIF\0\x01\x02\0\0\x01\0\x01\x01\x01abc'], NOTE], [JFIF]],
  ] satisfies readonly (readonly [string, Segments, Segments])[])('%s', async (_, there, left) => {
    const [fragment] = await framesOf(photos([photo(there)]));
    expect(fragment).toEqual(even(photo(left)));
  });

  test('whatever else a frame holds: it is the same without them, and decodes to the same', async () => {
    const technical = fc.constantFrom<readonly [number, string]>(JFIF, PROGRAM, [0xee, 'Adobe\0d\0\0\0\0\0']);
    const marker = fc.constantFrom(COMMENT, APP1, 0xe3, 0xed, 0xef);
    const any = fc.tuple(
      marker,
      fc.string({ unit: 'binary-ascii', maxLength: 300 }).map((text) => `no program${text}`),
    );
    const list = fc.array(fc.oneof(technical, any), { maxLength: 6 });
    const of = info({ rows: ROWS, columns: COLUMNS });
    await fc.assert(
      fc.asyncProperty(fc.array(list, { minLength: 1, maxLength: 4 }), async (all) => {
        const before = all.map((extra, i) => photo(extra, i));
        const after = await framesOf(photos(before));
        expect(after).toHaveLength(before.length);
        for (const [i, one] of after.entries()) {
          const left = all[i].filter(([, text]) => !text.startsWith('no'));
          expect(one).toEqual(even(photo(left, i)));
          const [{ samples }, { samples: original }] = await Promise.all([
            codecs.decode(SYNTAX.jpegBaseline, one, of),
            codecs.decode(SYNTAX.jpegBaseline, before[i], of),
          ]);
          expect(samples).toEqual(original);
        }
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    ['JPEG-LS, whose color transformation stays', SYNTAX.jpegLs, { kind: 'jpeg-ls', interleave: 0 }, [0xe8, 'mrfx\0']],
    [
      'JPEG 2000',
      SYNTAX.jpeg2000,
      { kind: 'jpeg-2000', signed: false, colourTransform: false },
      [COM, '\0\x01Kakadu-v7.3.3'],
    ],
  ] as const)('%s', async (_, syntax, coding, [marker, text]) => {
    const of = info({ rows: ROWS, columns: COLUMNS });
    const { bytes } = await codecs.encode(syntax, decodedFrame(of, coding, noise(of)));
    const comment = syntax === SYNTAX.jpegLs ? COMMENT : COM;
    // Behind SIZ, which comes first in JPEG 2000.
    const at = syntax === SYNTAX.jpegLs ? 2 : 4 + bytes[4] * 256 + bytes[5];
    const kept = segment(marker, latin1(text));
    const withThem = (...segments: readonly Uint8Array[]) =>
      concat([bytes.subarray(0, at), ...segments, bytes.subarray(at)]);
    const named = segment(comment, latin1('\0\x01Dr. Roe'));
    const [fragment] = await framesOf(photos([withThem(named, kept, named)], { syntax }));
    expect(fragment).toEqual(even(withThem(kept)));
  });

  test.each([0, 1, 2, 3])('with the zeros behind the end as far as the length needs them: %d', async (zeros) => {
    for (const note of ['left knee', 'right knee']) {
      const padded = concat([photo([[COMMENT, note]]), new Uint8Array(zeros)]);
      const [fragment] = await framesOf(photos([padded]));
      const plain = photo([]);
      expect(fragment.subarray(0, plain.length)).toEqual(plain);
      const behind = fragment.subarray(plain.length);
      expect(behind).toEqual(new Uint8Array(behind.length));
      expect(behind.length).toBeLessThanOrEqual(zeros + 1);
    }
  });

  test('of frames in several fragments, which become one; the others keep theirs', async () => {
    const cut = (bytes: Uint8Array) => {
      const at = Math.floor(bytes.length / 2) * 2 - 4;
      return [bytes.subarray(0, at), bytes.subarray(at)];
    };
    const plain = cut(photo([JFIF], 2));
    for (const there of [[NOTE], [NOTE, [COMMENT, 'odd']]] satisfies Segments[]) {
      const pieces = [...cut(photo(there, 1)), ...plain, ...cut(photo(there, 3))];
      const bot = [0, 2, 4].map((piece) => offsetTable(pieces)[piece]);
      const { after, verification } = await run(photos(pieces, { frames: 3, pixels: fragments(pieces, { bot }) }));
      expect(verification.findings).toEqual([]);
      const [, ...items] = itemsOf(after);
      expect(items).toHaveLength(4);
      expect(items[0]).toEqual(even(photo([], 1)));
      expect(items.slice(1, 3)).toEqual(plain.map(even));
      expect(items[3]).toEqual(even(photo([], 3)));
    }
  });
});

describe('then', () => {
  const coded = [photo([NOTE], 1), photo([], 2), photo([EXIF], 3), photo([JFIF], 4)];
  const without = [photo([], 1), photo([], 2), photo([], 3), photo([JFIF], 4)];
  const list = coded.map(even);

  test('the Basic Offset Table says where frames begin', async () => {
    const { after } = await run(photos(list, { pixels: fragments(list, { bot: offsetTable(list) }) }));
    const items = after.dataSet.filter(({ kind }) => kind === 'fragment');
    const [{ value }] = items;
    const table = new DataView(value.buffer, value.byteOffset, value.length);
    expect(items.slice(1).map((_, i) => table.getUint32(4 * i, true))).toEqual(
      items.slice(1).map(({ start }) => start - items[1].start),
    );
  });

  test('the Extended Offset Table does, and how long they are; their sum goes', async () => {
    const more = [
      el('7fe0,0001', 'OV', offsetTable(list).map(BigInt)),
      el(
        '7fe0,0002',
        'OV',
        coded.map(({ length }) => BigInt(length)),
      ),
      el('7fe0,0003', 'UV', 4711n),
    ];
    const { after, verification } = await run(photos(list, { more }));
    expect(verification.findings).toEqual([]);
    const items = after.dataSet.filter(({ kind }) => kind === 'fragment').slice(1);
    expect(words(after, '(7FE0,0001)')).toEqual(items.map(({ start }) => start - items[0].start));
    expect(words(after, '(7FE0,0002)')).toEqual(without.map(({ length }) => length));
    expect(find(after, '(7FE0,0003)')).toBeUndefined();
  });

  test('nobody is offered to keep a sum of lengths that no longer holds', async () => {
    const { plan } = await run(photos(list, { more: [el('7fe0,0003', 'UV', 4711n)] }));
    expect(actionsAt(plan, rowOf(plan.dataSet, '(7FE0,0003)'))).toEqual([]);
  });

  test('how long frames are is said rightly, also where it was not before', async () => {
    const more = [
      el('7fe0,0001', 'OV', offsetTable(list).map(BigInt)),
      el(
        '7fe0,0002',
        'OV',
        list.map(() => 0n),
      ),
    ];
    const { after, verification } = await run(photos(list, { more }));
    expect(verification.broken).toBeUndefined();
    expect(words(after, '(7FE0,0002)')).toEqual([without[0].length, 0, without[2].length, 0]);
  });

  test('masked frames lose them too, and the others as without masks', async () => {
    const masks = [{ x: 0, y: 0, width: 2, height: 2, frames: { first: 0, last: 1 } }];
    const { after, verification, plan } = await run(
      photos(list, { pixels: fragments(list, { bot: offsetTable(list) }) }),
      {
        pixels: { masks },
      },
    );
    expect(verification.findings).toEqual([]);
    const items = itemsOf(after).slice(1);
    expect(Buffer.from(items[0]).includes('left knee')).toBe(false);
    expect(items[2]).toEqual(even(photo([], 3)));
    expect(items[3]).toEqual(list[3]);
    expect(planWarnings(plan)).toContainEqual({ code: 'side-data-removed', tag: '(7FE0,0010)', count: 2 });
  });

  test('the user is told of how many frames, and nothing else', async () => {
    const { plan } = await run(photos(list));
    const [warning] = planWarnings(plan).filter(({ code }) => code.startsWith('side-data'));
    expect(warning).toEqual({ code: 'side-data-removed', tag: '(7FE0,0010)', count: 2 });
    const { plan: removed } = await run(photos(list), { pixels: { removed: true } });
    expect(planWarnings(removed).map(({ code }) => code)).not.toContain('side-data-removed');
  });

  test('the same file comes of a Blob', async () => {
    const many = Array.from({ length: 40 }, (_, i) => even(photo(i % 3 === 0 ? [EXIF] : [], i)));
    const input = photos(many);
    const { output } = await run(input);
    const job = new Job(policy(), KEY);
    const { parts } = await job.carryOut(job.plan(await job.read(new BlobSource(new Blob([input.slice()])))), {
      coder,
      unseenPixels: 'pass',
    });
    const source = new PartsSource(parts);
    expect(await source.read(0, source.size)).toEqual(output);
  });

  test('all of very many frames are looked at as soon as one has them', async () => {
    const many = Array.from({ length: 5_000 }, (_, i) => even(photo(i === 1 || i === 0 ? [NOTE] : [])));
    const { plan } = await run(photos(many));
    expect(plan.sideData?.frames?.cuts.size).toBe(2);
  });
});

describe('stay, and with them every byte of the pixels,', () => {
  const untouched = async (input: Uint8Array) => {
    const { before, after, plan } = await run(input);
    expect(itemsOf(after)).toEqual(itemsOf(before));
    return planWarnings(plan).map(({ code }) => code);
  };

  test('where a program says what it is', async () => {
    const codes = await untouched(photos([photo([JFIF, PROGRAM])]));
    expect(codes.filter((code) => code.startsWith('side-data'))).toEqual([]);
  });

  test('where a segment passes the end of its fragment: that is said', async () => {
    const frame = photo([NOTE, EXIF]);
    const pieces = [frame.subarray(0, 24), frame.subarray(24)];
    expect(await untouched(photos(pieces, { frames: 1, pixels: fragments(pieces) }))).toContain('side-data-left');
  });

  test('where a second codestream follows in a frame: that is said, and it is searched for names', async () => {
    const pieces = [photo([NOTE], 1), photo([EXIF], 2), photo([[COMMENT, 'Zwiebelsdorf, left knee']], 3)].map(even);
    const bot = offsetTable(pieces).slice(0, 2);
    const { after, verification, plan } = await run(photos(pieces, { frames: 2, pixels: fragments(pieces, { bot }) }));
    expect(itemsOf(after).slice(1)).toEqual([even(photo([], 1)), ...pieces.slice(1)]);
    expect(planWarnings(plan).map(({ code }) => code)).toContain('side-data-left');
    expect(verification.findings).toEqual([{ kind: 'identifier', path: '(7FE0,0010)' }]);
  });

  test.each([
    ['JP2', 'jP  '],
    ['JPEG XL', 'JXL '],
  ])('where a frame is no codestream, but a file of %s: likewise', async (_, type) => {
    const pieces = [latin1(`\0\0\0\x0c${type}\r\n\x87\n\0\0\0\x20xml <name>Zwiebelsdorf</name>`)].map(even);
    const { verification, plan } = await run(photos(pieces, { syntax: SYNTAX.jpeg2000 }));
    expect(planWarnings(plan).map(({ code }) => code)).toContain('side-data-left');
    expect(verification.findings).toEqual([{ kind: 'identifier', path: '(7FE0,0010)' }]);
  });

  test('where it can’t be told where frames begin: that is said', async () => {
    const pieces = [photo([NOTE]), latin1('what is this?')];
    expect(await untouched(photos(pieces, { frames: 2, rows: 0 }))).toContain('side-data-left');
  });

  test('where samples only look like a codestream', async () => {
    const samples = concat([photo([NOTE]), new Uint8Array(1_000)]).subarray(0, 1_000);
    const size = { rows: 25, columns: 40, syntax: '1.2.840.10008.1.2.1.98', pixels: fragments([samples]) };
    expect(await untouched(photos([samples], size))).not.toContain('side-data-left');
  });
});
