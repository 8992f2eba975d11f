/** What of the side data of frames says how to decode them, or which program coded them: it names nobody, and stays. */
import { latin1 } from '../../dicom/data-set';
import type { Edit } from '../../splice/edit';
import type { SideData } from './side-data';

const APP0 = 0xe0;
/** Marker, length and value of a segment of JFIF without thumbnail. */
const JFIF_VALUE = 14;
const THUMBNAIL_SIZE = 12;

interface ApplicationData {
  readonly marker: number;
  readonly name: string;
  /** How many bytes its value has; none: as many as there are. */
  readonly length?: number;
}

/** What decoders look at, and constants. Longer than this they hold something else. */
const APPLICATIONS: readonly ApplicationData[] = [
  { marker: APP0, name: 'JFIF\0', length: JFIF_VALUE },
  { marker: APP0, name: 'LJIF\0', length: 13 },
  { marker: APP0, name: 'AVI1', length: 14 },
  { marker: 0xe2, name: 'ICC_PROFILE\0' },
  // T.87: the color transformation; SPIFF (T.84 F): its header, and the end of its directory.
  { marker: 0xe8, name: 'mrfx', length: 5 },
  { marker: 0xe8, name: 'SPIFF\0', length: 30 },
  { marker: 0xe8, name: '\0\0\0\x01\xff\xd8', length: 6 },
  { marker: 0xee, name: 'Adobe', length: 12 },
];

const VERSION = '[vV]?\\d{1,4}(?:[.]\\d{1,6}){0,4}[a-z]?\\.?';
/** Whole comments, without the zeros and line ends behind them. */
const PROGRAMS = new RegExp(
  `^(?:${[
    '',
    `Created by (?:GDCM/)?OpenJPEG version ${VERSION}(?: with JPWL)?`,
    `Created by Grok {1,8}version ${VERSION}`,
    `Creator: JasPer Version ${VERSION}`,
    `(?:Creator: )?Lav[cf]${VERSION}`,
    `Kakadu-${VERSION}`,
    'Kdu-Layer-Info: log_2\\{Delta-D\\([\\w-]{1,20}\\)/[\\[\\]^*\\w()-]{1,40}\\}, L\\(bytes\\)(?:\\n *-?[\\d.]+, +[\\d.e+]+)*',
    `OpenJPH Ver ${VERSION}`,
    `charls ${VERSION}`,
    `LEAD Technologies Inc\\. ${VERSION}`,
    'Intel\\(R\\) (?:JPEG|IPP) Library, version \\[?\\d{1,2}(?:[.,]\\d{1,4}){0,3}\\]?\\.?',
    `CREATOR: gd-jpeg ${VERSION} \\(using IJG JPEG ${VERSION}\\), (?:default quality|quality = \\d{1,3})`,
    'JPEG Encoder Copyright 1998, James R\\. Weeks and BioElectroMech\\.?',
    'MITRA_DICOM_STANDARD',
    // Decoders ask for it.
    'CS=ITU601',
    'AppleMark',
  ].join('|')})$`,
);

/** How side data that may name somebody are taken out of a codestream; undefined where there is nothing to take out. */
export function cutOf({ family, marker, isComment, start, end, beginning }: SideData): Edit | undefined {
  const length = end - start - 4;
  if (isComment) return length <= beginning.length && isProgram(family, beginning) ? undefined : gone(start, end);
  const text = latin1(beginning);
  const known = APPLICATIONS.find((one) => one.marker === marker && text.startsWith(one.name));
  if (!known) return gone(start, end);
  const most = known.length ?? length;
  if (marker === APP0 && known.length === JFIF_VALUE && length >= JFIF_VALUE)
    return cutThumbnail(start, end, beginning);
  return length <= most ? undefined : { start, end, bytes: shortened(marker, beginning.subarray(0, most)) };
}

function gone(start: number, end: number): Edit {
  return { start, end, bytes: new Uint8Array(0) };
}

/** JFIF says that the colors are YCbCr, so it stays, without its thumbnail. */
function cutThumbnail(start: number, end: number, value: Uint8Array): Edit | undefined {
  const [width, height] = value.subarray(THUMBNAIL_SIZE);
  if (end - start - 4 === JFIF_VALUE && width === 0 && height === 0) return undefined;
  const bytes = shortened(APP0, value.subarray(0, JFIF_VALUE));
  bytes.fill(0, 4 + THUMBNAIL_SIZE);
  return { start, end, bytes };
}

function shortened(marker: number, value: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(4 + value.length);
  bytes.set([0xff, marker, 0, 2 + value.length]);
  bytes.set(value, 4);
  return bytes;
}

/** Of JPEG 2000 a number comes first: 1 says that the comment is text in Latin letters (T.800 Table A.44). */
function isProgram(family: SideData['family'], value: Uint8Array): boolean {
  if (family === 'jpeg2000' && (value[0] !== 0 || value[1] !== 1)) return false;
  const text = latin1(family === 'jpeg2000' ? value.subarray(2) : value);
  return PROGRAMS.test(text.replace(/[\0\r\n ]+$/, ''));
}
