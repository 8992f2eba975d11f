/** Named files: every legal form once, and every deviation that is met in the field. */
import { bytes, concat, latin1, uint32, zeros } from './bytes';
import {
  el,
  fragments,
  header,
  IMPLICIT,
  nested,
  offsetTable,
  type Part,
  raw,
  sq,
  un,
  withGroupLength,
} from './elements';
import { type FileRecipe, file, SYNTAX, UNCOMPRESSED } from './file';
import { patientElements, patientFile } from './patient';

export interface Vector {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const uids = [el('0008,0016', 'UI', '1.2.840.10008.5.1.4.1.1.2'), el('0008,0018', 'UI', '1.2.826.0.1.3680043.8.498.1')];
const patient = [el('0010,0010', 'PN', 'Doe^Jane'), el('0010,0020', 'LO', 'PAT-1')];
const frames = [bytes('FF D8 FF C0 00 11 22 33 44'), bytes('FF D8 00 01'), zeros(64)];

function tiny(name: string, more: readonly Part[], recipe: FileRecipe = {}): Vector {
  return { name, bytes: file({ ...recipe, elements: [...uids, ...patient, ...more] }) };
}

function eachSyntax(name: string, make: (syntax: string) => Uint8Array): Vector[] {
  return UNCOMPRESSED.map((syntax) => ({ name: `${name}, ${syntax}`, bytes: make(syntax) }));
}

const pixels = el('7fe0,0010', 'OW', zeros(512));

/** Files that break no rule of PS3.5 and PS3.10. */
export const WELL_FORMED: readonly Vector[] = [
  ...eachSyntax('patient file', (syntax) => patientFile({ syntax })),
  ...eachSyntax('small file', (syntax) => file({ syntax, elements: [...uids, ...patient] })),
  ...eachSyntax('all numeric VRs', (syntax) =>
    file({
      syntax,
      elements: [
        ...uids,
        el('0009,0010', 'LO', 'NUMBERS'),
        el('0009,1001', 'US', [1, 65535]),
        el('0009,1002', 'SS', -2),
        el('0009,1003', 'UL', 4000000000),
        el('0009,1004', 'SL', -4),
        el('0009,1005', 'FL', 0.5),
        el('0009,1006', 'FD', [0.1, -1e300]),
        el('0009,1007', 'UV', 18446744073709551615n),
        el('0009,1008', 'SV', -1n),
        el('0009,1009', 'AT', ['0010,0010', '7fe0,0010']),
        el('0009,100a', 'OF', [1, 2]),
        el('0009,100b', 'OD', [1]),
        el('0009,100c', 'OL', [7]),
        el('0009,100d', 'OV', [7n]),
        el('0009,100e', 'UT', 'long text'),
        el('0009,100f', 'UC', ['a', 'b']),
        el('0009,1010', 'UR', 'https://example.org/x'),
      ],
    }),
  ),
  ...eachSyntax('sequences of every form', (syntax) =>
    file({
      syntax,
      elements: [
        ...uids,
        sq('0008,1115', [], { length: 'explicit' }),
        sq('0008,1140', [], { length: 'undefined' }),
        sq('0008,1199', [[], [el('0008,1155', 'UI', '1.2.3')], []]),
        sq('0010,1002', [[el('0010,0020', 'LO', 'A')], []], { length: 'explicit', itemLength: 'undefined' }),
        sq('0040,0275', [[el('0040,0007', 'LO', 'x')], [el('0040,0007', 'LO', 'y')]], { itemLength: 'explicit' }),
      ],
    }),
  ),
  ...eachSyntax('UN sequence of undefined length', (syntax) =>
    file({
      syntax,
      elements: [
        ...patient,
        sq('0011,1001', [[el('0010,0010', 'PN', 'Doe^Jane'), sq('0011,1002', [[el('0010,0020', 'LO', 'Q')]])]], {
          vr: syntax === SYNTAX.implicit ? 'SQ' : 'UN',
        }),
      ],
    }),
  ),
  ...eachSyntax('elements after Pixel Data', (syntax) =>
    patientFile({
      syntax,
      after: [
        el('7fe3,0010', 'LO', 'VEIL TEST 1'),
        el('7fe3,1001', 'LO', 'tail'),
        sq('fffa,fffa', [[el('0400,0110', 'UI', '1.2.3')]]),
        el('fffc,fffc', 'OB', zeros(40)),
      ],
    }),
  ),
  ...eachSyntax('depth 60', (syntax) => file({ syntax, elements: [...uids, nested(60, patient)] })),
  ...[SYNTAX.jpegBaseline, SYNTAX.jpegLossless, SYNTAX.jpegLs, SYNTAX.jpeg2000, SYNTAX.rle].map((syntax) => ({
    name: `encapsulated, ${syntax}`,
    bytes: patientFile({ syntax, after: [el('fffc,fffc', 'OB', zeros(6))] }),
  })),
  tiny('fragments without a table', [fragments(frames)], { syntax: SYNTAX.jpegBaseline }),
  tiny('fragments with a table', [fragments(frames, { bot: offsetTable(frames) })], { syntax: SYNTAX.jpegBaseline }),
  tiny('fragments: none', [fragments([])], { syntax: SYNTAX.jpegBaseline }),
  tiny('icon with pixels', [sq('0088,0200', [[el('0028,0010', 'US', 2), el('7fe0,0010', 'OW', zeros(8))]]), pixels]),
  tiny('fragments in a sequence', [sq('0088,0200', [[fragments(frames)]]), fragments(frames)], {
    syntax: SYNTAX.jpegBaseline,
  }),
  tiny('group lengths', [withGroupLength('0018', [el('0018,0050', 'DS', '1'), el('0018,0060', 'DS', '120')])]),
  tiny('empty values', [el('0018,0015', 'CS'), el('0018,0050', 'DS'), el('0028,0009', 'AT'), el('0042,0011', 'OB')]),
  tiny('preamble with content', [], { preamble: latin1('II*\0'.padEnd(128, 'x')) }),
  { name: 'empty data set', bytes: file() },
];

/** Files that break a rule, but in a way from which a reader can recover without a doubt. */
export const DEVIANT: readonly Vector[] = [
  tiny('no preamble', [], { preamble: 'none' }),
  tiny('no preamble, no file meta', [], { preamble: 'none', meta: 'none', writtenAs: SYNTAX.implicit }),
  tiny('no file meta', [], { meta: 'none', writtenAs: SYNTAX.implicit }),
  tiny('no file meta group length', [], { metaGroupLength: 'none' }),
  tiny('file meta group length too small', [], { metaGroupLength: 10 }),
  tiny('file meta group length too large', [], { metaGroupLength: 500 }),
  tiny('odd length', [el('0010,4000', 'LT', 'odd', { pad: false })]),
  tiny('wrong group length', [withGroupLength('0018', [el('0018,0050', 'DS', '1')], 400)]),
  tiny('implicit element in explicit VR', [el('0018,0050', 'DS', '1', { implicit: true }), el('0018,0060', 'DS', '2')]),
  tiny('sequence delimiter within an explicit length', [
    (encoding) =>
      concat([
        header('0040,0275', 'SQ', 16, encoding),
        bytes('FE FF 00 E0 00 00 00 00'),
        bytes('FE FF DD E0 00 00 00 00'),
      ]),
  ]),
  tiny('item delimiter within an explicit length', [
    (encoding) =>
      concat([
        header('0040,0275', 'SQ', 16, encoding),
        bytes('FE FF 00 E0 08 00 00 00'),
        bytes('FE FF 0D E0 00 00 00 00'),
      ]),
  ]),
  tiny('sequence delimiter missing', [sq('0040,0275', [[el('0040,0007', 'LO', 'x')]], { delimiter: false })]),
  tiny('all delimiters missing at the end', [
    sq('0040,0275', [[el('0040,0007', 'LO', 'x')]], { delimiter: false, itemDelimiter: false }),
  ]),
  tiny('fragments without their delimiter', [fragments(frames, { delimiter: false })], { syntax: SYNTAX.jpegBaseline }),
  tiny('not ascending', [el('0008,0060', 'CS', 'CT')]),
  tiny('duplicate element', [el('0010,0020', 'LO', 'PAT-2')]),
  tiny('UN of explicit length that is a sequence', [
    un('0040,0275', concat([bytes('FE FF 00 E0 0A 00 00 00'), el('0040,0007', 'LO', 'x')(IMPLICIT)])),
  ]),
  tiny('unknown public element', [el('0018,fff0', 'LO', 'who knows')]),
  tiny('implicit data set called explicit', [], { syntax: SYNTAX.explicit, writtenAs: SYNTAX.implicit }),
  tiny('trailing zeros', [], { trailing: zeros(512) }),
];

/** Files without a defensible reading. */
export const BROKEN: readonly Vector[] = [
  { name: 'empty file', bytes: zeros(0) },
  { name: 'zeros', bytes: zeros(4096) },
  {
    name: 'JPEG',
    bytes: concat([bytes('FF D8 FF E0 00 10 4A 46 49 46 00 01 01 00 00 01 00 01 00 00'), zeros(200), bytes('FF D9')]),
  },
  tiny('value past the end', [el('0010,4000', 'LT', 'abcd', { length: 4000 })]),
  tiny('sequence past the end', [
    sq('0040,0275', [[el('0040,0007', 'LO', 'x')]], { length: 4000, itemLength: 'explicit' }),
  ]),
  tiny('item past its sequence', [
    sq('0040,0275', [[el('0040,0007', 'LO', 'x')]], { length: 'explicit', itemLength: 400 }),
    el('0040,1400', 'LT', 'x'.repeat(500)),
  ]),
  tiny('fragment past the end', [fragments(frames, { lastLength: 99999 })], { syntax: SYNTAX.jpegBaseline }),
  tiny('not an item', [(encoding) => concat([header('0040,0275', 'SQ', 16, encoding), zeros(16)])]),
  tiny('item tag at top level', [raw(concat([bytes('FE FF 00 E0'), uint32(0, true)]))]),
  tiny('explicit data set called implicit', [], { syntax: SYNTAX.implicit, writtenAs: SYNTAX.explicit }),
  tiny('cut in a header', [raw(bytes('10 00 00 40 4C'))]),
  {
    name: 'deflated data damaged',
    bytes: file({ syntax: SYNTAX.deflated, writtenAs: SYNTAX.explicit, elements: patientElements() }),
  },
  { name: 'only a preamble', bytes: concat([zeros(128), latin1('DICM')]) },
];
