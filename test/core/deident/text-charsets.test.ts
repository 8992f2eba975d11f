/** Names in text under every kind of character set: found and cut there, with the rest of the text whole. */
import { describe, expect, test } from 'vitest';
import { concat, el, latin1, sq, utf8 } from '../../builders';
import { run } from './run';
import { holds, LO, LT, patient, UT } from './text-file';

/** Examples of PS3.5 Annexes H, I, J and of Latin-1, as bytes; each with a word that must go and words that stay. */
const JIS_YAMADA = latin1('\x1b$B;3ED\x1b(B');
const JIS_TARO = latin1('\x1b$BB@O:\x1b(B');
const KOREAN_HONG = latin1('\x1b$)C\xfb\xf3');
const HANGUL_HONG = latin1('\xc8\xab');
const GILDONG = latin1('\xb1\xe6\xb5\xbf');
const CHARSETS: readonly (readonly [string, readonly string[], Uint8Array, Uint8Array, readonly Uint8Array[]])[] = [
  [
    'Latin-1',
    ['ISO_IR 100'],
    latin1('Buc^J\xe9r\xf4me'),
    latin1('Thorax J\xe9r\xf4me axial'),
    [latin1('J\xe9r\xf4me'), latin1('r\xf4me')],
  ],
  ['UTF-8', ['ISO_IR 192'], utf8('Wang^XiaoDong=王^小东'), utf8('胸部 王小东 CT'), [utf8('王'), utf8('小东')]],
  [
    'Japanese',
    ['', 'ISO 2022 IR 87'],
    concat([latin1('Yamada^Tarou='), JIS_YAMADA, latin1('^'), JIS_TARO]),
    concat([latin1('Thorax '), JIS_YAMADA, latin1(' '), JIS_TARO, latin1(' axial YAMADA')]),
    [latin1(';3ED'), latin1('B@O:'), latin1('YAMADA')],
  ],
  [
    'Japanese, both names in one escape',
    ['', 'ISO 2022 IR 87'],
    concat([latin1('Yamada^Tarou='), JIS_YAMADA, latin1('^'), JIS_TARO]),
    concat([latin1('Thorax \x1b$B;3EDB@O:\x1b(B axial')]),
    [latin1(';3ED'), latin1('B@O:')],
  ],
  [
    'Korean',
    ['', 'ISO 2022 IR 149'],
    concat([latin1('Hong^Gildong='), KOREAN_HONG, latin1('^\x1b$)C\xd1\xce\xd4\xd7=\x1b$)C\xc8\xab^\x1b$)C'), GILDONG]),
    concat([latin1('Thorax \x1b$)C'), HANGUL_HONG, GILDONG, latin1(' axial HONG GILDONG')]),
    [GILDONG, latin1('GILDONG')],
  ],
  [
    'GB18030',
    ['GB18030'],
    latin1('Wang^XiaoDong=\xcd\xf5^\xd0\xa1\xb6\xab'),
    latin1('Thorax \xcd\xf5\xd0\xa1\xb6\xab axial wang xiaodong'),
    [latin1('\xcd\xf5\xd0\xa1\xb6\xab'), latin1('\xd0\xa1\xb6\xab'), latin1('xiaodong')],
  ],
  [
    'GBK, where the second byte can be a backslash',
    ['GBK'],
    latin1('Zheng^Hao=\xdf\x5c^\xba\xc0'),
    latin1('Thorax \xdf\x5c\xba\xc0 axial'),
    [latin1('\xdf\x5c\xba\xc0')],
  ],
  [
    'Cyrillic',
    ['ISO_IR 144'],
    latin1('\xbb\xee\xdaceco\xfc^Ivan'.replace('ceco', '\xd5\xe6\xdb\xd8')),
    latin1('Thorax \xbb\xee\xda\xd5\xe6\xdb\xd8\xfc axial'),
    [latin1('\xbb\xee\xda\xd5\xe6\xdb\xd8\xfc')],
  ],
];

describe.each(CHARSETS)('%s', (_name, charset, name, value, words) => {
  test.each([
    [UT, 'UT'],
    [LT, 'LT'],
    [LO, 'LO'],
  ])('(%s)', async (tag, vr) => {
    const bytes = patient({ charset, name }, [el(tag, vr, value)]);
    const done = await run(bytes);
    const left = done.after.dataSet.find(({ path }) => path === `(${tag})`)?.value ?? new Uint8Array(0);
    for (const word of words) expect(holds(left, word)).toBe(false);
    expect(Buffer.from(left).toString('latin1')).toMatch(/Thorax|CT/);
    expect(done.verification.findings).toEqual([]);
    expect(done.after.problems).toEqual([]);
  });
});

test('an item with a character set of its own is read in it', async () => {
  const item = [
    el('0008,0005', 'CS', 'ISO_IR 100'),
    el('0008,0100', 'SH', '1'),
    el('0008,0102', 'SH', '99HOUSE'),
    el('0008,0104', 'LO', latin1('von J\xe9r\xf4me')),
  ];
  const done = await run(patient({ charset: ['ISO_IR 192'], name: utf8('Buc^Jérôme') }, [sq('0054,0220', [item])]));
  expect(holds(done.output, latin1('J\xe9r\xf4me'))).toBe(false);
  expect(done.verification.findings).toEqual([]);
});

test('text in another character set than the file says is not passed over', async () => {
  const done = await run(
    patient({ charset: ['ISO_IR 100'], name: latin1('Gr\xfcnwald^X') }, [el(UT, 'UT', utf8('Grünwald'))]),
  );
  const leaked = holds(done.output, utf8('Grünwald'));
  expect(leaked && done.verification.findings.length === 0).toBe(false);
});
