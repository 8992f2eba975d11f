import type { DicomError, ErrorCode } from '../core/errors';

/** What is said otherwise than on the page, which has buttons in place of options, and a browser around it. */
interface OwnTexts {
  readonly text?: string;
  readonly hint: string;
}

const OWN_TEXTS: Partial<Record<ErrorCode, OwnTexts>> = {
  unreadable: { hint: 'It may be locked by another program, or its disk may be damaged.' },
  'too-large': {
    text: 'The file is larger than what can be worked on in memory.',
    hint: 'Export it uncompressed, if possible as “Explicit VR Little Endian”, or in parts.',
  },
  'mask-outside': { hint: 'Compare --mask, and the masks of the preset, with the rows and columns of this image.' },
  findings: { hint: '--report says what was found. --accept-findings writes the file all the same.' },
  'output-exists': { hint: 'Choose another folder by --out, or leave --names keep out.' },
  'not-written': { hint: 'Check the space on the disk, and that you may write in the output folder.' },
};

/** Why a path can't be read, as `FileSource` tells it. */
export type Obstacle = 'missing' | 'folder' | 'special' | 'permission' | 'changed';

const OBSTACLES: Record<Obstacle, string> = {
  missing: 'Nothing can be found there.',
  folder: 'It is a folder.',
  special: 'It is no regular file, but a pipe or a device.',
  permission: 'You have no permission to read it.',
  changed: 'It was changed in the meantime: try again when nothing writes it any more.',
};

/** The command line's own words about an error, where it has any. */
export function ownTexts({ code, details }: DicomError): Partial<OwnTexts> {
  const obstacle = OBSTACLES[details.obstacle as Obstacle];
  return obstacle === undefined ? (OWN_TEXTS[code] ?? {}) : { hint: obstacle };
}
