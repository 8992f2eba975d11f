/** What one file of a study says of people, all of its files lose, whatever their order and however many threads. */
import { expect, test } from 'vitest';
import { CT_IMAGE, el, file } from '../builders';
import { text } from '../core/deident/run';
import { tokenize } from '../oracle/tokenizer';
import { scratch, veil } from './veil';

const ROOT = '1.2.826.0.1.3680043.8.498.20261122';

/** A slice whose description holds a word that may be a name. */
const slice = (study: number, number: number, physician?: string): Uint8Array =>
  file({
    sopInstance: `${ROOT}.${study}.${number}`,
    elements: [
      el('0008,0016', 'UI', CT_IMAGE),
      el('0008,0018', 'UI', `${ROOT}.${study}.${number}`),
      ...(physician ? [el('0008,0090', 'PN', physician)] : []),
      el('0008,103e', 'LO', 'CT YOUNG Thorax'),
      el('0010,0020', 'LO', `P-77${study}`),
      el('0020,000d', 'UI', `${ROOT}.${study}`),
    ],
  });

test.each(['1', '2'])('with --jobs %s', async (jobs) => {
  const at = scratch();
  for (let number = 0; number < 20; number++) {
    at.write(`in/a${number}.dcm`, slice(1, number));
    at.write(`in/b${number}.dcm`, slice(2, number));
  }
  at.write('in/z.dcm', slice(1, 99, 'Young^Long'));
  const options = ['--preset', 'teleradiology', '--names', 'keep', '--jobs', jobs];
  expect((await veil('anonymize', at.path('in'), '--out', at.path('out'), ...options)).code).toBe(0);
  const description = (name: string) => text(tokenize(at.read('out', name)), '0008,103e');
  const [first, second] = ['a', 'b'].map((letter) =>
    Array.from({ length: 20 }, (_, number) => description(`${letter}${number}.dcm`)),
  );
  expect(new Set(first)).toEqual(new Set(['CT Thorax']));
  expect(new Set(second)).toEqual(new Set(['CT YOUNG Thorax']));
});
