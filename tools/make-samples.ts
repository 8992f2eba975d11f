/**
 * Writes assets/samples: the files that the page offers to try it on. `npm run samples`.
 * Persons, institutions and numbers are invented; pictures are drawn. The same bytes on every run.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { CT_IMAGE, el, file, type Part, sq, utf8 } from '../test/builders';
import { ctPicture } from './samples/ct-picture';
import { US_COLUMNS, US_REGION, US_ROWS, usPicture } from './samples/us-picture';

const FOLDER = 'assets/samples';
const ROOT = '1.2.826.0.1.3680043.10.1571';
const US_IMAGE = '1.2.840.10008.5.1.4.1.1.6.1';
const SIZE = 256;

const code = (value: string, scheme: string, meaning: string): Part[] => [
  el('0008,0100', 'SH', value),
  el('0008,0102', 'SH', scheme),
  el('0008,0104', 'LO', meaning),
];
const reference = (sopClass: string, uid: string): Part[] => [
  el('0008,1150', 'UI', sopClass),
  el('0008,1155', 'UI', uid),
];
const name = (text: string): Uint8Array => utf8(text);

function ct(): Uint8Array {
  const study = `${ROOT}.20240311.4711`;
  const instance = `${study}.2.17`;
  const patientName = name('Grünwald^Friedemann^Jörg^Dr.');
  return file({
    sopClass: CT_IMAGE,
    sopInstance: instance,
    moreMeta: [el('0002,0016', 'AE', 'CT-WEST-2')],
    elements: [
      el('0008,0005', 'CS', 'ISO_IR 192'),
      el('0008,0008', 'CS', ['ORIGINAL', 'PRIMARY', 'AXIAL']),
      el('0008,0012', 'DA', '20240311'),
      el('0008,0013', 'TM', '094512.320'),
      el('0008,0016', 'UI', CT_IMAGE),
      el('0008,0018', 'UI', instance),
      el('0008,0020', 'DA', '20240311'),
      el('0008,0021', 'DA', '20240311'),
      el('0008,0022', 'DA', '20240311'),
      el('0008,0023', 'DA', '20240311'),
      el('0008,0030', 'TM', '093820'),
      el('0008,0031', 'TM', '094101'),
      el('0008,0032', 'TM', '094455.120'),
      el('0008,0033', 'TM', '094512.320'),
      el('0008,0050', 'SH', 'A24-0311-0092'),
      el('0008,0060', 'CS', 'CT'),
      el('0008,0070', 'LO', 'Veil Demo Works'),
      el('0008,0080', 'LO', 'Nordlicht-Klinik Weidenthal'),
      el('0008,0081', 'ST', name('Am Höhenweg 3, 99999 Weidenthal')),
      el('0008,0090', 'PN', 'Hollerbach^Ines^^Dr.'),
      el('0008,0094', 'SH', '+49 36999 55017'),
      sq('0008,0096', [
        [
          el('0008,0080', 'LO', 'Praxis am Lindenhof'),
          sq('0040,1101', [code('ZUW-20', '99VEILDEMO', 'Hollerbach, Ines')]),
          el('0040,1102', 'ST', 'Lindenhof 4, 99998 Ahrensfurt'),
        ],
      ]),
      el('0008,1010', 'SH', 'CT-WEST-2'),
      el('0008,1030', 'LO', name('CT Thorax mit KM, Hr. Grünwald')),
      el('0008,103e', 'LO', 'Thorax 5.0 B31f'),
      el('0008,1040', 'LO', 'Radiologie West'),
      el('0008,1050', 'PN', 'Tannhoff^Mirko^^Dr.'),
      el('0008,1070', 'PN', 'Quast^Leonie'),
      el('0008,1090', 'LO', 'Demo 64'),
      sq('0008,1110', [reference('1.2.840.10008.3.1.2.3.1', `${study}.1`)]),
      sq('0008,1140', [
        [
          ...reference(CT_IMAGE, `${study}.1.1`),
          sq('0040,a170', [code('121311', 'DCM', 'Localizer')], { length: 'explicit' }),
        ],
      ]),
      el('0009,0010', 'LO', 'VEIL_DEMO_IDEN_01'),
      el('0009,1001', 'LO', 'VEIL_DEMO_CT'),
      el('0009,1002', 'SH', 'CT-WEST-2'),
      el('0009,1010', 'PN', patientName),
      el('0009,1011', 'LO', 'NK-4711-88'),
      sq('0009,1020', [
        [el('0009,0010', 'LO', 'VEIL_DEMO_IDEN_01'), el('0009,1021', 'LT', name('Rückruf Hr. Grünwald: 0170 5550173'))],
      ]),
      el('0010,0010', 'PN', patientName),
      el('0010,0020', 'LO', 'NK-4711-88'),
      el('0010,0030', 'DA', '19610417'),
      el('0010,0040', 'CS', 'M'),
      sq('0010,1002', [
        [
          el('0010,0020', 'LO', 'AHR-90210'),
          el('0010,0021', 'LO', 'Praxis am Lindenhof'),
          el('0010,0022', 'CS', 'TEXT'),
        ],
      ]),
      el('0010,1010', 'AS', '062Y'),
      el('0010,1020', 'DS', '1.81'),
      el('0010,1030', 'DS', '84.5'),
      el('0010,1040', 'LO', name('Quellenstraße 12, 99998 Ahrensfurt')),
      el('0010,2154', 'SH', '+49 170 5550173'),
      el('0010,2180', 'SH', 'Lehrer'),
      el('0010,21b0', 'LT', name('Z. n. Lobektomie 04.02.2021 in Ahrensfurt (Dr. Hollerbach). Husten seit 3 Wochen.')),
      el('0010,4000', 'LT', name('Herr Grünwald bittet um Anruf unter 0170 5550173. Aufnahmenummer NK-4711-88.')),
      el('0018,0010', 'LO', 'Iomeprol 350'),
      el('0018,0015', 'CS', 'CHEST'),
      el('0018,0022', 'CS', 'HELICAL MODE'),
      el('0018,0050', 'DS', '5'),
      el('0018,0060', 'DS', '120'),
      el('0018,0090', 'DS', '400'),
      el('0018,1000', 'LO', 'SN-77-1203'),
      el('0018,1020', 'LO', 'demo 3.2.1'),
      el('0018,1030', 'LO', 'Thorax Routine'),
      el('0018,1100', 'DS', '400'),
      el('0018,1120', 'DS', '0'),
      el('0018,1130', 'DS', '151'),
      el('0018,1140', 'CS', 'CW'),
      el('0018,1150', 'IS', '500'),
      el('0018,1151', 'IS', '220'),
      el('0018,1152', 'IS', '110'),
      el('0018,1160', 'SH', 'BODY'),
      el('0018,1200', 'DA', '20240302'),
      el('0018,1201', 'TM', '071500'),
      el('0018,1210', 'SH', 'B31f'),
      el('0018,5100', 'CS', 'HFS'),
      el('0020,000d', 'UI', study),
      el('0020,000e', 'UI', `${study}.2`),
      el('0020,0010', 'SH', '0092'),
      el('0020,0011', 'IS', '2'),
      el('0020,0012', 'IS', '1'),
      el('0020,0013', 'IS', '17'),
      el('0020,0032', 'DS', ['-199.21875', '-199.21875', '-85']),
      el('0020,0037', 'DS', ['1', '0', '0', '0', '1', '0']),
      el('0020,0052', 'UI', `${study}.9`),
      el('0020,1040', 'LO'),
      el('0020,1041', 'DS', '-85'),
      el('0020,4000', 'LT', name('Rundherd rechts, Vergleich mit 04.02.2021')),
      el('0028,0002', 'US', 1),
      el('0028,0004', 'CS', 'MONOCHROME2'),
      el('0028,0010', 'US', SIZE),
      el('0028,0011', 'US', SIZE),
      el('0028,0030', 'DS', ['1.5625', '1.5625']),
      el('0028,0100', 'US', 16),
      el('0028,0101', 'US', 12),
      el('0028,0102', 'US', 11),
      el('0028,0103', 'US', 0),
      el('0028,1050', 'DS', ['40', '-600']),
      el('0028,1051', 'DS', ['400', '1500']),
      el('0028,1052', 'DS', '-1024'),
      el('0028,1053', 'DS', '1'),
      el('0028,1054', 'LO', 'HU'),
      el('0028,1055', 'LO', ['MEDIASTINUM', 'LUNG']),
      el('0032,1032', 'PN', 'Hollerbach^Ines^^Dr.'),
      el('0032,1060', 'LO', 'CT Thorax mit Kontrastmittel'),
      el('0040,0244', 'DA', '20240311'),
      el('0040,0245', 'TM', '093820'),
      el('0040,0253', 'SH', 'PPS-4711'),
      sq('0040,0275', [
        [
          el('0040,0007', 'LO', 'CT Thorax mit KM'),
          sq('0040,0008', [code('CTTHX', '99VEILDEMO', 'CT Thorax')]),
          el('0040,0009', 'SH', 'SPS-17'),
          el('0040,1001', 'SH', 'RP-9001'),
        ],
      ]),
      el('0040,1400', 'LT', name('Befund bitte an Dr. Hollerbach, Fax 036999 55018')),
      sq('0400,0561', [
        [
          sq('0400,0550', [[el('0010,0010', 'PN', name('Gruenwald^Friedemann')), el('0010,0020', 'LO', 'TEMP-0311')]]),
          el('0400,0562', 'DT', '20240311103000'),
          el('0400,0563', 'LO', 'Weidenthal PACS'),
          el('0400,0564', 'LO'),
          el('0400,0565', 'CS', 'CORRECT'),
        ],
      ]),
      el('7fe0,0010', 'OW', ctPicture(SIZE, 1)),
    ],
  });
}

function us(): Uint8Array {
  const study = `${ROOT}.20240318.815`;
  const instance = `${study}.1.3`;
  const patientName = name('Kürbisch^Theodora^Amalie');
  const [left, top, right, bottom] = US_REGION;
  const burnedIn = [
    'NORDLICHT-KLINIK WEIDENTHAL',
    'KUERBISCH, THEODORA A.   NK-0815-23',
    'DOB 02.11.1979   18.03.2024 14:07',
  ];
  const settings = ['C5-1 ABD', 'GAIN 62%', 'DR 60', 'MI 1.1 TIS 0.8', 'DEPTH 15.0 CM', 'OP: L. QUAST'];
  return file({
    sopClass: US_IMAGE,
    sopInstance: instance,
    elements: [
      el('0008,0005', 'CS', 'ISO_IR 192'),
      el('0008,0008', 'CS', ['ORIGINAL', 'PRIMARY', 'ABDOMINAL', '0001']),
      el('0008,0016', 'UI', US_IMAGE),
      el('0008,0018', 'UI', instance),
      el('0008,0020', 'DA', '20240318'),
      el('0008,0021', 'DA', '20240318'),
      el('0008,0023', 'DA', '20240318'),
      el('0008,002a', 'DT', '20240318140752.00'),
      el('0008,0030', 'TM', '135904'),
      el('0008,0031', 'TM', '140102'),
      el('0008,0033', 'TM', '140752'),
      el('0008,0050', 'SH', 'U24-0318-0041'),
      el('0008,0060', 'CS', 'US'),
      el('0008,0070', 'LO', 'Veil Demo Works'),
      el('0008,0080', 'LO', 'Nordlicht-Klinik Weidenthal'),
      el('0008,0090', 'PN', 'Hollerbach^Ines^^Dr.'),
      el('0008,1010', 'SH', 'US-ROOM-3'),
      el('0008,1030', 'LO', name('Sono Abdomen Fr. Kürbisch')),
      el('0008,103e', 'LO', 'Oberbauch'),
      el('0008,1050', 'PN', 'Tannhoff^Mirko^^Dr.'),
      el('0008,1070', 'PN', 'Quast^Leonie'),
      el('0008,1090', 'LO', 'Demo Sono 5'),
      el('0010,0010', 'PN', patientName),
      el('0010,0020', 'LO', 'NK-0815-23'),
      el('0010,0030', 'DA', '19791102'),
      el('0010,0040', 'CS', 'F'),
      el('0010,1010', 'AS', '044Y'),
      el('0010,21b0', 'LT', name('Oberbauchschmerz, Frau Kürbisch nüchtern')),
      el('0018,0015', 'CS', 'ABDOMEN'),
      el('0018,1000', 'LO', 'US-55-0032'),
      el('0018,1020', 'LO', 'demo 5.0'),
      el('0018,1030', 'LO', 'ABD GEN'),
      el('0018,5010', 'LO', 'C5-1'),
      sq('0018,6011', [
        [
          el('0018,6012', 'US', 1),
          el('0018,6014', 'US', 1),
          el('0018,6016', 'UL', 0),
          el('0018,6018', 'UL', left),
          el('0018,601a', 'UL', top),
          el('0018,601c', 'UL', right),
          el('0018,601e', 'UL', bottom),
          el('0018,6020', 'SL', 250),
          el('0018,6022', 'SL', 0),
          el('0018,6024', 'US', 3),
          el('0018,6026', 'US', 3),
          el('0018,6028', 'FD', 0),
          el('0018,602a', 'FD', 0),
          el('0018,602c', 'FD', 0.0386),
          el('0018,602e', 'FD', 0.0386),
        ],
      ]),
      el('0020,000d', 'UI', study),
      el('0020,000e', 'UI', `${study}.1`),
      el('0020,0010', 'SH', '0041'),
      el('0020,0011', 'IS', '1'),
      el('0020,0013', 'IS', '3'),
      el('0020,0020', 'CS'),
      el('0028,0002', 'US', 1),
      el('0028,0004', 'CS', 'MONOCHROME2'),
      el('0028,0010', 'US', US_ROWS),
      el('0028,0011', 'US', US_COLUMNS),
      el('0028,0100', 'US', 8),
      el('0028,0101', 'US', 8),
      el('0028,0102', 'US', 7),
      el('0028,0103', 'US', 0),
      el('0028,0301', 'CS', 'YES'),
      el('0028,2110', 'CS', '00'),
      sq('0040,0275', [
        [el('0040,0007', 'LO', 'Sono Abdomen'), el('0040,0009', 'SH', 'SPS-41'), el('0040,1001', 'SH', 'RP-9041')],
      ]),
      el('7fe0,0010', 'OB', usPicture(burnedIn, settings, 2)),
      el('7fe1,0010', 'LO', 'VEIL_DEMO_US_01'),
      el('7fe1,1001', 'LO', patientName),
    ],
  });
}

mkdirSync(FOLDER, { recursive: true });
writeFileSync(`${FOLDER}/ct.dcm`, ct());
writeFileSync(`${FOLDER}/us.dcm`, us());
