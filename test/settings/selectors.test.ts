/** What a preset's overrides name, and which of several holds. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { VR, vrName } from '../../src/core/dicom/vr';
import { BUILT_IN_PRESETS } from '../../src/settings/presets';
import { actionsForSelector, parseSelector } from '../../src/settings/selector';
import { el, file, latin1, patientFile, sq, UNCOMPRESSED } from '../builders';
import { find, pathsOf, text } from '../core/deident/run';
import type { Tokens } from '../oracle/tokenizer';
import { anonymized, own, under } from './under';

const private19 = (tokens: Tokens): string[] =>
  tokens.dataSet.map(({ path }) => path).filter((path) => path.startsWith('(0019'));

describe('repeating groups', () => {
  const input = patientFile({
    after: [
      el('6000,0010', 'US', 16),
      el('6000,3000', 'OW', [1, 2]),
      el('6002,0010', 'US', 16),
      el('6002,3000', 'OW', [3, 4]),
    ],
  });

  test.each(['(60xx,3000)', '60XX,3000', 'OverlayData'])('%s is the element of every group', async (tag) => {
    const tokens = await under([{ tag, action: 'keep' }], input);
    expect([...pathsOf(tokens, '6000,3000'), ...pathsOf(tokens, '6002,3000')]).toHaveLength(2);
  });

  test('a tag of one group is that group’s alone, and stronger', async () => {
    const overrides = [
      { tag: '(60xx,3000)', action: 'keep' },
      { tag: '(6002,3000)', action: 'remove' },
    ];
    const tokens = await under(overrides, input);
    expect([find(tokens, '6000,3000') !== undefined, find(tokens, '6002,3000') !== undefined]).toEqual([true, false]);
  });
});

describe('private elements', () => {
  const GEMS = { privateCreator: 'GEMS_ACQU_01' };
  const BLOB = latin1('\u0001\u0002 any bytes');
  const input = patientFile({
    more: [
      el('0019,0010', 'LO', 'ACME'),
      el('0019,0011', 'LO', 'GEMS_ACQU_01'),
      el('0019,1010', 'LO', 'of ACME'),
      el('0019,1110', 'LO', 'of GEMS'),
      el('0019,1111', 'OB', BLOB),
      el('0019,1112', 'UI', '1.2.826.0.1.3680043.8.498.77'),
      sq('0019,1113', [
        [
          el('0008,0050', 'SH', 'ACC-90210'),
          el('0010,0010', 'PN', 'Nobody^Else'),
          el('0018,0050', 'DS', '2'),
          el('0019,0010', 'LO', 'GEMS_ACQU_01'),
          el('0019,1010', 'LO', 'inside'),
          el('0019,1014', 'LO', 'not named'),
        ],
      ]),
    ],
  });

  test.each(['(0019,xx10)', '(0019,1010)', '0019,5510'])('%s is by creator and number, in any block', async (tag) => {
    const { tokens, verification } = await anonymized(own([{ tag, ...GEMS, action: 'keep' }]), input);
    expect(private19(tokens)).toEqual(['(0019,0011)', '(0019,1110)']);
    expect(text(tokens, '0019,1110')).toBe('of GEMS');
    expect(verification.findings).toEqual([]);
    expect(text(tokens, '0012,0063')).toContain('with changes');
  });

  test('bytes stay only where an override names them', async () => {
    const tokens = await under([{ tag: '(0019,xx11)', ...GEMS, action: 'keep' }], input);
    expect(find(tokens, '0019,1111')?.value).toEqual(BLOB);
    const settings = own([], { options: ['retainSafePrivate'] });
    expect(private19((await anonymized(settings, input)).tokens)).toEqual([]);
  });

  test('a sequence is cleaned inside as any other; private elements in it are named for themselves', async () => {
    const tokens = await under(
      [
        { tag: '(0019,xx13)', ...GEMS, action: 'keep' },
        { tag: '(0019,xx10)', ...GEMS, action: 'keep' },
      ],
      input,
    );
    const inside = (tag: string): string | undefined => text(tokens, `(0019,1113)[0].(${tag})`);
    expect([inside('0018,0050'), inside('0019,1010'), inside('0019,0010')]).toEqual(['2', 'inside', 'GEMS_ACQU_01']);
    expect(inside('0019,1014')).toBeUndefined();
    expect([inside('0008,0050'), inside('0010,0010')]).not.toContain('ACC-90210');
    expect(inside('0010,0010')).not.toBe('Nobody^Else');
  });

  test('other actions than to keep: what stays keeps its creator, what goes does not', async () => {
    const replaced = await under([{ tag: '(0019,xx12)', ...GEMS, action: 'uid' }], input);
    expect(private19(replaced)).toEqual(['(0019,0011)', '(0019,1112)']);
    expect(text(replaced, '0019,1112')).toMatch(/^2\.25\./);
    const removed = await under([{ tag: '(0019,xx12)', ...GEMS, action: 'remove' }], input);
    expect(private19(removed)).toEqual([]);
  });

  test('a VR that cannot take the action: nothing of the value stays', async () => {
    const tokens = await under([{ tag: '(0019,xx11)', ...GEMS, action: 'clean' }], input);
    expect(find(tokens, '0019,1111')?.value).toHaveLength(0);
  });

  test('an override wins over the option for safe ones, by number and by VR', async () => {
    const safe = patientFile({
      more: [
        el('0019,0010', 'LO', 'SIEMENS MR HEADER'),
        el('0019,100c', 'IS', '1000'),
        el('0019,100e', 'FD', [0, 0, 1]),
      ],
    });
    const withSafe = async (...overrides: readonly object[]): Promise<string[]> =>
      private19((await anonymized(own(overrides, { options: ['retainSafePrivate'] }), safe)).tokens);
    const creator = { privateCreator: 'SIEMENS MR HEADER' };
    expect(await withSafe()).toEqual(['(0019,0010)', '(0019,100C)', '(0019,100E)']);
    expect(await withSafe({ tag: '(0019,xx0c)', ...creator, action: 'remove' })).toEqual([
      '(0019,0010)',
      '(0019,100E)',
    ]);
    expect(await withSafe({ vr: 'FD', action: 'remove' })).toEqual(['(0019,0010)', '(0019,100C)']);
  });

  test('whatever blocks are reserved, what is named stays with its creator, and nothing else', async () => {
    const creators = ['GEMS_ACQU_01', 'ACME', 'GEMS_ACQU_01 ', 'OTHER'];
    const block = fc.record({
      creator: fc.constantFrom(...creators),
      elements: fc.uniqueArray(fc.constantFrom(0x01, 0x10, 0x11, 0xff), { minLength: 1 }),
    });
    const hex = (value: number): string => value.toString(16).padStart(2, '0').toUpperCase();
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 0x10, max: 0xff }), { maxLength: 5 }),
        fc.infiniteStream(block),
        async (numbers, stream) => {
          const blocks = numbers
            .sort((a, b) => a - b)
            .map((number) => ({ number, ...(stream.next().value as { creator: string; elements: number[] }) }));
          const elements = blocks.flatMap(({ number, elements: low }) =>
            low.sort((a, b) => a - b).map((one) => el(`0019,${hex(number)}${hex(one)}`, 'SH', 'x')),
          );
          const bytes = patientFile({
            more: [...blocks.map(({ number, creator }) => el(`0019,00${hex(number)}`, 'LO', creator)), ...elements],
          });
          const { tokens, verification } = await anonymized(
            own([{ tag: '(0019,xx10)', ...GEMS, action: 'keep' }]),
            bytes,
          );
          const named = blocks.filter(
            ({ creator, elements: low }) => creator.trim() === 'GEMS_ACQU_01' && low.includes(0x10),
          );
          expect(private19(tokens)).toEqual([
            ...named.map(({ number }) => `(0019,00${hex(number)})`),
            ...named.map(({ number }) => `(0019,${hex(number)}10)`),
          ]);
          expect(verification.findings).toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('VRs', () => {
  test('a text that is no value of the VR that the file gives the element: it is emptied', async () => {
    const tokens = await under(
      [
        { tag: 'KVP', action: 'replace', value: '80' },
        { tag: 'ProtocolName', action: 'replace', value: 'TRIAL 7' },
      ],
      patientFile({ more: [el('0018,0060', 'DS', '120'), el('0018,1030', 'IS', '7')] }),
    );
    expect(text(tokens, '0018,0060')).toBe('80');
    expect(text(tokens, '0018,1030')).toBe('');
  });

  test('all elements of the VR, at every depth, but those that another override names', async () => {
    const tokens = await under([
      { vr: 'PN', action: 'remove' },
      { tag: 'PatientName', action: 'empty' },
    ]);
    expect(text(tokens, '0010,0010')).toBe('');
    expect(find(tokens, '0008,0090')).toBeUndefined();
  });

  test('no element is lost without which nobody can read the file', async () => {
    const tokens = await under([
      { vr: 'UI', action: 'remove' },
      { vr: 'US', action: 'remove' },
      { vr: 'CS', action: 'empty' },
      { vr: 'OW', action: 'remove' },
    ]);
    for (const tag of ['0008,0016', '0008,0018', '0028,0010', '7fe0,0010']) expect(find(tokens, tag)).toBeDefined();
    expect(text(tokens, '0008,0005')).toBe('ISO_IR 192');
    expect(text(tokens, '0012,0062')).toBe('YES');
    expect(find(tokens, '0020,000d')).toBeUndefined();
    expect(text(tokens, '0008,0060')).toBe('');
  });

  test('neither private elements nor those that no table knows', async () => {
    const bytes = patientFile({
      more: [el('0018,fff1', 'SH', 'unknown'), el('0019,0010', 'LO', 'A'), el('0019,1001', 'SH', 'b')],
    });
    const tokens = await under(
      [
        { vr: 'SH', action: 'keep' },
        { vr: 'LO', action: 'keep' },
      ],
      bytes,
    );
    for (const tag of ['0018,fff1', '0019,0010', '0019,1001']) expect(find(tokens, tag)).toBeUndefined();
  });
});

describe('places', () => {
  const requests = (accession: string) => sq('0040,0275', [[el('0008,0050', 'SH', accession)]]);
  const input = file({
    elements: [
      el('0008,0005', 'CS', 'ISO_IR 100'),
      el('0008,0050', 'SH', 'TOP'),
      sq('0008,1140', [[requests('DEEP'), el('0008,0050', 'SH', 'OTHER')]]),
      requests('NESTED'),
    ],
  });
  const keepSequences = [
    { tag: 'RequestAttributesSequence', action: 'keep' },
    { tag: 'ReferencedImageSequence', action: 'keep' },
  ];
  const accessions = async (...overrides: readonly object[]): Promise<(string | undefined)[]> => {
    const tokens = await under([...keepSequences, ...overrides], input);
    return [
      '(0008,0050)',
      '(0040,0275)[0].(0008,0050)',
      '(0008,1140)[0].(0040,0275)[0].(0008,0050)',
      '(0008,1140)[0].(0008,0050)',
    ].map((path) => text(tokens, path));
  };

  test.each(['RequestAttributesSequence.AccessionNumber', '(0040,0275).(0008,0050)'])(
    '%s is the element in that sequence, whatever is around it',
    async (tag) => {
      const value = { action: 'replace', value: 'NEW' };
      const [top, nested, deep, other] = await accessions({ tag, ...value });
      expect([nested, deep]).toEqual(['NEW', 'NEW']);
      expect([top, other]).not.toContain('NEW');
    },
  );

  test('the longer path holds, and any path over the tag alone', async () => {
    const say = (tag: string, value: string): object => ({ tag, action: 'replace', value });
    const found = await accessions(
      say('AccessionNumber', 'TAG'),
      say('RequestAttributesSequence.AccessionNumber', 'PATH'),
      say('ReferencedImageSequence.RequestAttributesSequence.AccessionNumber', 'LONGER'),
    );
    expect(found).toEqual(['TAG', 'PATH', 'LONGER', 'TAG']);
  });
});

describe('which of several holds', () => {
  /** From the strongest to the weakest, for an element of an overlay in an item. */
  const selectors = [
    { tag: 'ReferencedImageSequence.(6000,0022)' },
    { tag: '(6000,0022)' },
    { tag: '(60xx,0022)' },
    { vr: 'LO' },
  ];

  test('the most specific, in whatever order they stand', async () => {
    const bytes = file({
      elements: [el('0008,0005', 'CS', 'ISO_IR 100'), sq('0008,1140', [[el('6000,0022', 'LO', 'old')]])],
    });
    for (let weakest = 1; weakest <= selectors.length; weakest++) {
      const overrides = selectors
        .slice(weakest - 1)
        .map((selector, index) => ({ ...selector, action: 'replace', value: `V${weakest + index}` }));
      for (const order of [overrides, overrides.toReversed()]) {
        const tokens = await under([{ tag: 'ReferencedImageSequence', action: 'keep' }, ...order], bytes);
        expect(text(tokens, '(0008,1140)[0].(6000,0022)')).toBe(`V${weakest}`);
      }
    }
  });

  test('a user’s preset over its base, however general', async () => {
    const settings = own([{ vr: 'PN', action: 'empty' }], { base: 'teleradiology' });
    const { tokens } = await anonymized(settings);
    expect(text(tokens, '0010,0010')).toBe('');
    expect(text(tokens, '0010,0020')).toMatch(/^ORG-/);
  });
});

test('whatever the overrides are, the output is whole and as planned', async () => {
  const selectors = fc.oneof(
    fc.constantFrom(...Object.values(VR)).map((vr) => ({ vr: vrName(vr) })),
    fc
      .constantFrom('PatientName', 'Rows', 'SOPInstanceUID', '(0018,0060)', 'OriginalAttributesSequence')
      .map((tag) => ({ tag })),
    fc.constantFrom('ReferencedImageSequence.(0008,1155)', '(0400,0561).(0400,0550).PatientID').map((tag) => ({ tag })),
    fc.constantFrom('01', '02', '04').map((low) => ({ tag: `(0009,xx${low})`, privateCreator: 'VEIL TEST 1' })),
  );
  const overrides = fc.uniqueArray(
    selectors.chain((text) => {
      const selector = parseSelector(text);
      const actions = 'problem' in selector ? [] : actionsForSelector(selector);
      return fc.constantFrom(...actions).map((action) => ({ ...text, action }));
    }),
    { maxLength: 8, selector: ({ action: _, ...text }) => JSON.stringify(text) },
  );
  const bases = BUILT_IN_PRESETS.map(({ id }) => id);
  await fc.assert(
    fc.asyncProperty(
      overrides,
      fc.constantFrom(...UNCOMPRESSED),
      fc.constantFrom(...bases),
      async (list, syntax, base) => {
        const complete = list.map((one) => (one.action === 'replace' ? { ...one, value: '' } : one));
        const { verification } = await anonymized(own(complete, { base }), patientFile({ syntax }));
        const kinds = new Set(verification.findings.map(({ kind }) => kind));
        expect([kinds.has('differs-from-plan'), kinds.has('obligation')]).toEqual([false, false]);
      },
    ),
    { numRuns: 60 },
  );
});
