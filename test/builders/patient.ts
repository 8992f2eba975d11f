/** A realistic CT file full of identifiers, in any transfer syntax. Persons and places are invented. */
import { concat, seeded, utf8 } from './bytes';
import { el, fragments, offsetTable, type Part, sq, un } from './elements';
import { CT_IMAGE, type FileRecipe, file, SYNTAX, UNCOMPRESSED } from './file';

export interface PatientRecipe extends FileRecipe {
  readonly name?: string;
  readonly patientId?: string;
  readonly birthDate?: string;
  readonly age?: string;
  readonly studyDate?: string;
  readonly studyInstance?: string;
  readonly rows?: number;
  readonly columns?: number;
  /** Number of Frames; left out where it is not told. */
  readonly frames?: number;
  /** Elements put in after those of private block (0009,10xx), VEIL TEST 1. */
  readonly private?: readonly Part[];
  /** Elements put in between groups 0028 and 0040. */
  readonly more?: readonly Part[];
  /** Elements after Pixel Data. */
  readonly after?: readonly Part[];
}

/** Every identifier that `patientFile()` holds with its default options. */
export const PATIENT_IDENTIFIERS = [
  'Grünwald',
  'Friedemann',
  'PAT-4711-X',
  '19610417',
  'ACC-90210',
  'Quellenstr. 12',
  '+49 89 5550173',
  'Hollerbach',
  'Nordlicht-Klinik',
  'Weidenthal',
  'SN-77-1203',
] as const;

const study = '1.2.826.0.1.3680043.8.498.45787841905188114249811205480116';

/** Elements before Pixel Data, sorted by tag. */
export function patientElements(recipe: PatientRecipe = {}): Part[] {
  const name = utf8(recipe.name ?? 'Grünwald^Friedemann^^Dr.');
  const id = recipe.patientId ?? 'PAT-4711-X';
  const date = recipe.studyDate ?? '20240229';
  const instance = recipe.sopInstance ?? `${study}.2.1`;
  const rows = recipe.rows ?? 16;
  const columns = recipe.columns ?? 16;
  const reference = (uid: string) => [
    el('0008,1150', 'UI', CT_IMAGE),
    el('0008,1155', 'UI', uid),
    sq('0040,a170', [[el('0008,0100', 'SH', '121322'), el('0008,0102', 'SH', 'DCM')]], { length: 'explicit' }),
  ];
  return [
    el('0008,0005', 'CS', 'ISO_IR 192'),
    el('0008,0008', 'CS', ['ORIGINAL', 'PRIMARY', 'AXIAL']),
    el('0008,0016', 'UI', recipe.sopClass ?? CT_IMAGE),
    el('0008,0018', 'UI', instance),
    el('0008,0020', 'DA', date),
    el('0008,0023', 'DA', date),
    el('0008,002a', 'DT', `${date}114530.120000+0100`),
    el('0008,0030', 'TM', '114502'),
    el('0008,0050', 'SH', 'ACC-90210'),
    el('0008,0060', 'CS', 'CT'),
    el('0008,0070', 'LO', 'Veil Works'),
    el('0008,0080', 'LO', 'Nordlicht-Klinik'),
    el('0008,0081', 'ST', 'Am Hang 3, 99999 Weidenthal'),
    el('0008,0090', 'PN', 'Hollerbach^Ines'),
    el('0008,1010', 'SH', 'CT-WEST-2'),
    el('0008,1030', 'LO', utf8('CT Thorax, Hr. Grünwald')),
    el('0008,103e', 'LO', 'Thorax 5.0 B31f'),
    sq('0008,1140', [reference(`${study}.2.7`), reference(`${study}.2.8`)]),
    el('0009,0010', 'LO', 'VEIL TEST 1'),
    el('0009,1001', 'LO', name),
    sq('0009,1002', [[el('0009,0010', 'LO', 'VEIL TEST 1'), el('0009,1003', 'PN', name), el('0010,0020', 'LO', id)]]),
    un('0009,1004', concat([name, utf8(' was here')])),
    ...(recipe.private ?? []),
    el('0010,0010', 'PN', name),
    el('0010,0020', 'LO', id),
    el('0010,0030', 'DA', recipe.birthDate ?? '19610417'),
    el('0010,0040', 'CS', 'M'),
    sq('0010,1002', [[el('0010,0020', 'LO', `${id}-OLD`), el('0010,0022', 'CS', 'TEXT')]], { length: 'explicit' }),
    el('0010,1010', 'AS', recipe.age ?? '062Y'),
    el('0010,1040', 'LO', 'Quellenstr. 12'),
    el('0010,2154', 'SH', '+49 89 5550173'),
    el('0010,4000', 'LT', utf8('Herr Grünwald called on 2024-02-28; record PAT-4711-X')),
    el('0018,0050', 'DS', '5.0'),
    el('0018,0060', 'DS', '120'),
    el('0018,1000', 'LO', 'SN-77-1203'),
    el('0020,000d', 'UI', recipe.studyInstance ?? study),
    el('0020,000e', 'UI', `${study}.2`),
    el('0020,0010', 'SH', 'ACC-90210'),
    el('0020,0011', 'IS', '2'),
    el('0020,0013', 'IS', '1'),
    el('0020,0032', 'DS', ['-125.5', '-125.5', '40']),
    el('0020,0037', 'DS', ['1', '0', '0', '0', '1', '0']),
    el('0020,0052', 'UI', `${study}.9`),
    el('0028,0002', 'US', 1),
    el('0028,0004', 'CS', 'MONOCHROME2'),
    ...(recipe.frames === undefined ? [] : [el('0028,0008', 'IS', String(recipe.frames))]),
    el('0028,0010', 'US', rows),
    el('0028,0011', 'US', columns),
    el('0028,0030', 'DS', ['0.5', '0.5']),
    el('0028,0100', 'US', 16),
    el('0028,0101', 'US', 12),
    el('0028,0102', 'US', 11),
    el('0028,0103', 'US', 0),
    el('0028,1050', 'DS', '40'),
    el('0028,1051', 'DS', '400'),
    ...(recipe.more ?? []),
    sq('0040,0275', [
      [el('0040,0007', 'LO', 'CT Thorax'), el('0040,0009', 'SH', 'SPS-17'), el('0040,1001', 'SH', 'RP-9001')],
    ]),
    sq(
      '0400,0561',
      [
        [
          sq('0400,0550', [[el('0010,0010', 'PN', name), el('0010,0020', 'LO', id)]]),
          el('0400,0562', 'DT', `${date}120000`),
        ],
      ],
      { length: 'explicit', itemLength: 'undefined' },
    ),
  ];
}

/** A whole file; compressed syntaxes get fragments that are not decodable pictures. */
export function patientFile(recipe: PatientRecipe = {}): Uint8Array {
  const syntax = recipe.syntax ?? SYNTAX.explicit;
  const count = (recipe.rows ?? 16) * (recipe.columns ?? 16);
  const random = seeded(count);
  const samples = Array.from({ length: count }, () => Math.floor(random() * 4096));
  const frame = Uint8Array.from({ length: 100 }, () => Math.floor(random() * 256));
  const pixels = UNCOMPRESSED.some((known) => known === syntax)
    ? el('7fe0,0010', 'OW', samples)
    : fragments([frame], { bot: offsetTable([frame]) });
  return file({
    sopInstance: `${study}.2.1`,
    ...recipe,
    elements: [...patientElements(recipe), pixels, ...(recipe.after ?? [])],
  });
}
