import { beforeAll, describe, expect, it } from 'vitest';
import { findText } from '../../src/anonymizer/finder/find-text';
import type { Picture } from '../../src/anonymizer/finder/found';
import type { LineReader, Word } from '../../src/anonymizer/finder/reader';
import { judge } from '../../src/anonymizer/finder/reading';
import type { Glyph } from '../../src/core/pixel/text/glyphs';
import type { TextLine } from '../../src/core/pixel/text/lines';
import type { Plane } from '../../src/core/pixel/text/plane';
import { US_COLUMNS, US_ROWS, usPicture } from '../../tools/samples/us-picture';

const word = (text: string, confidence: number): Word => ({
  text,
  confidence,
  place: { x: 0, y: 0, width: 1, height: 1 },
});

describe('what was read from a line', () => {
  const line = (letters: number, evenness: number): TextLine => ({
    x: 0,
    y: 0,
    width: letters * 8,
    height: 12,
    direction: 'across',
    ink: 200,
    ground: 60,
    size: 12,
    evenness,
    spacing: 0.2,
    glyphs: Array.from({ length: letters }, () => ({}) as Glyph),
  });

  it('is text where it was read surely, or as many signs of as many letters', () => {
    expect(judge(line(12, 0.8), [word('St.', 92), word('Mary', 95), word('Clinic', 93)]).isText).toBe(true);
    expect(judge(line(4, 0.9), [word('49Hz', 90)]).isText).toBe(true);
    expect(judge(line(20, 0.85), [word('Zwiebelsdorf~Ottokar', 4)]).isText).toBe(true);
    expect(judge(line(5, 0.95), [word('F061Y', 10)]).isText).toBe(true);
  });

  it('is no text where noise was read', () => {
    expect(judge(line(3, 0.9), []).isText).toBe(false);
    expect(judge(line(3, 0.9), [word('|', 90), word('1', 63)]).isText).toBe(false);
    expect(judge(line(12, 0.5), [word('eee', 20)]).isText).toBe(false);
  });
});

describe('a picture', () => {
  let picture: Picture;
  let read: Plane[];

  /** Reads every line that is long enough as the same words. */
  const reader: LineReader = {
    read: async (line) => {
      read.push(line);
      return line.columns > 400 ? [word('HOSPITAL', 90), word('NORTH', 90)] : [];
    },
    end: async () => undefined,
  };

  beforeAll(async () => {
    const gray = usPicture(['KUERBISCH, THEODORA', 'DOB 02.11.1979 14:07'], ['GAIN 60'], 2);
    const rgba = Uint8ClampedArray.from({ length: gray.length * 4 }, (_, at) => (at % 4 === 3 ? 255 : gray[at >> 2]));
    picture = { columns: US_COLUMNS, rows: US_ROWS, rgba };
    read = [];
  });

  it('gives the rectangles of its lines, which cover all of their ink, and tells how far it is', async () => {
    const told: number[] = [];
    const found = await findText(picture, reader, ({ done, total }) => told.push(done / total));
    expect(found.slice(0, 2)).toMatchObject([
      { kind: 'text', text: 'HOSPITAL NORTH' },
      { kind: 'text', text: 'HOSPITAL NORTH' },
    ]);
    for (const [index, { x, y, width, height }] of found.slice(0, 2).entries()) {
      expect(x).toBeLessThanOrEqual(8);
      expect(x + width).toBeGreaterThanOrEqual(8 + 19 * 12 - 2);
      expect(y).toBeLessThanOrEqual(6 + 18 * index);
      expect(y + height).toBeGreaterThanOrEqual(6 + 18 * index + 14);
      expect(height).toBeLessThan(24);
    }
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(read.length).toBeLessThan(200);
  });

  it('is read the right way up where it is upside down', async () => {
    await findText(picture, reader);
    const upright = new Set(read.filter(({ columns }) => columns > 400).map(({ data }) => data.join()));
    const isUpright = ({ data }: Plane) => upright.has(data.join());
    const turned = new Uint32Array(picture.rgba.buffer.slice(0)).reverse();
    const upsideDown = { ...picture, rgba: new Uint8ClampedArray(turned.buffer) };
    for (const one of [picture, upsideDown]) {
      const found = await findText(one, {
        read: async (line) => {
          if (line.columns <= 400) return [];
          return isUpright(line)
            ? [word('KUERBISCH,', 60), word('THEODORA', 60)]
            : [word('VHOQO3H1', 30), word('HOSIB', 30)];
        },
        end: async () => undefined,
      });
      expect(found.slice(0, 2).map(({ text }) => text)).toEqual(['KUERBISCH, THEODORA', 'KUERBISCH, THEODORA']);
    }
  });
});
