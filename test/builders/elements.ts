/**
 * Data elements as recipes: functions from an encoding to bytes (PS3.5 7.1). Written without any code
 * of the core, so that a mistake there is not repeated here. Every rule can be broken on purpose.
 */
import { concat, latin1, uint16, uint32 } from './bytes';

export interface Encoding {
  readonly explicit: boolean;
  readonly littleEndian: boolean;
}

export type Part = (encoding: Encoding) => Uint8Array;

export const IMPLICIT: Encoding = { explicit: false, littleEndian: true };
export const EXPLICIT: Encoding = { explicit: true, littleEndian: true };
export const BIG_ENDIAN: Encoding = { explicit: true, littleEndian: false };

type Scalar = string | number | bigint;
export type Value = Scalar | readonly Scalar[] | Uint8Array;

export const UNDEFINED_LENGTH = 0xffffffff;

const LONG = new Set('OB OD OF OL OV OW SQ SV UC UN UR UT UV'.split(' '));

export interface ElementOptions {
  /** Written instead of the real value length. */
  readonly length?: number;
  /** False leaves a value of odd length odd. */
  readonly pad?: boolean;
  /** Written in implicit VR, whatever the file's encoding. */
  readonly implicit?: boolean;
  /** Two bytes instead of the VR's letters, the form of the header stays that of the VR. */
  readonly vrBytes?: Uint8Array;
}

/** Tag as bytes; `tag` is written `0010,0020`. */
export function tagBytes(tag: string, littleEndian: boolean): Uint8Array {
  const [group = '', element = ''] = tag.split(',');
  return concat([uint16(Number.parseInt(group, 16), littleEndian), uint16(Number.parseInt(element, 16), littleEndian)]);
}

/** Tag, VR and length of an element whose value follows. */
export function header(tag: string, vr: string, length: number, encoding: Encoding, vrBytes = latin1(vr)): Uint8Array {
  const { littleEndian } = encoding;
  const start = tagBytes(tag, littleEndian);
  if (!encoding.explicit) return concat([start, uint32(length, littleEndian)]);
  return LONG.has(vr)
    ? concat([start, vrBytes, uint16(0, littleEndian), uint32(length, littleEndian)])
    : concat([start, vrBytes, uint16(length & 0xffff, littleEndian)]);
}

function number(vr: string, value: Scalar, littleEndian: boolean): Uint8Array {
  const out = new DataView(new ArrayBuffer(8));
  const cut = (size: number) => new Uint8Array(out.buffer, 0, size);
  switch (vr) {
    case 'US':
    case 'OW':
      out.setUint16(0, Number(value), littleEndian);
      return cut(2);
    case 'SS':
      out.setInt16(0, Number(value), littleEndian);
      return cut(2);
    case 'UL':
    case 'OL':
      out.setUint32(0, Number(value), littleEndian);
      return cut(4);
    case 'SL':
      out.setInt32(0, Number(value), littleEndian);
      return cut(4);
    case 'FL':
    case 'OF':
      out.setFloat32(0, Number(value), littleEndian);
      return cut(4);
    case 'FD':
    case 'OD':
      out.setFloat64(0, Number(value), littleEndian);
      return cut(8);
    case 'UV':
    case 'OV':
      out.setBigUint64(0, BigInt(value), littleEndian);
      return cut(8);
    case 'SV':
      out.setBigInt64(0, BigInt(value), littleEndian);
      return cut(8);
    case 'AT':
      return tagBytes(String(value), littleEndian);
    default:
      out.setUint8(0, Number(value));
      return cut(1);
  }
}

const TEXT = new Set('AE AS CS DA DS DT IS LO LT PN SH ST TM UC UI UR UT'.split(' '));

/** The value field without its padding: text in Latin-1, several values joined as the VR demands. */
export function valueBytes(vr: string, value: Value, littleEndian: boolean): Uint8Array {
  if (value instanceof Uint8Array) return value;
  const values = Array.isArray(value) ? (value as readonly Scalar[]) : [value as Scalar];
  if (TEXT.has(vr)) return latin1(values.join('\\'));
  if (vr === 'UN' || (vr === 'OB' && typeof value === 'string')) return latin1(values.join(''));
  return concat(values.map((one) => number(vr, one, littleEndian)));
}

function padded(vr: string, value: Uint8Array): Uint8Array {
  if (value.length % 2 === 0) return value;
  return concat([value, Uint8Array.of(TEXT.has(vr) && vr !== 'UI' ? 0x20 : 0)]);
}

/** One data element: `el('0010,0020', 'LO', 'PAT-1')`, `el('0028,0010', 'US', 512)`. */
export function el(tag: string, vr: string, value: Value = '', options: ElementOptions = {}): Part {
  return (encoding) => {
    const used = options.implicit ? { ...encoding, explicit: false } : encoding;
    const plain = value === '' ? new Uint8Array(0) : valueBytes(vr, value, used.littleEndian);
    const body = options.pad === false ? plain : padded(vr, plain);
    return concat([header(tag, vr, options.length ?? body.length, used, options.vrBytes), body]);
  };
}

export type LengthForm = 'undefined' | 'explicit' | number;

export interface SequenceOptions {
  /** Form of the sequence's length, or a wrong one. Default: undefined. */
  readonly length?: LengthForm;
  /** Form of its items' lengths, or a wrong one. Default: as the sequence's form. */
  readonly itemLength?: LengthForm;
  /** Whether sequence and items of undefined length end with their delimiters. Default: both. */
  readonly delimiter?: boolean;
  readonly itemDelimiter?: boolean;
  /** `UN`: declared UN, with content in implicit VR little endian (PS3.5 6.2.2). Default: SQ. */
  readonly vr?: 'SQ' | 'UN';
}

function item(elements: readonly Part[], encoding: Encoding, form: LengthForm, delimiter: boolean): Uint8Array {
  const { littleEndian } = encoding;
  const body = concat(elements.map((element) => element(encoding)));
  const length = form === 'undefined' ? UNDEFINED_LENGTH : form === 'explicit' ? body.length : form;
  return concat([
    tagBytes('fffe,e000', littleEndian),
    uint32(length, littleEndian),
    body,
    form === 'undefined' && delimiter ? delimitation('fffe,e00d', littleEndian) : new Uint8Array(0),
  ]);
}

function delimitation(tag: string, littleEndian: boolean): Uint8Array {
  return concat([tagBytes(tag, littleEndian), uint32(0, littleEndian)]);
}

/** A sequence of items, each a list of elements. */
export function sq(tag: string, items: readonly (readonly Part[])[], options: SequenceOptions = {}): Part {
  return (encoding) => {
    const form = options.length ?? 'undefined';
    const itemForm = options.itemLength ?? (form === 'explicit' ? 'explicit' : 'undefined');
    const inner = options.vr === 'UN' ? IMPLICIT : encoding;
    const body = concat(items.map((elements) => item(elements, inner, itemForm, options.itemDelimiter ?? true)));
    const length = form === 'undefined' ? UNDEFINED_LENGTH : form === 'explicit' ? body.length : form;
    return concat([
      header(tag, options.vr ?? 'SQ', length, encoding),
      body,
      form === 'undefined' && (options.delimiter ?? true)
        ? delimitation('fffe,e0dd', inner.littleEndian)
        : new Uint8Array(0),
    ]);
  };
}

/** An element of VR UN with these bytes. */
export function un(tag: string, value: Uint8Array | string, options: ElementOptions = {}): Part {
  return el(tag, 'UN', value, options);
}

/** Bytes as they are, in every encoding. */
export function raw(content: Uint8Array): Part {
  return () => content;
}

export interface FragmentsOptions {
  readonly tag?: string;
  readonly vr?: 'OB' | 'OW';
  /** Offsets of the Basic Offset Table; default: an empty table. */
  readonly bot?: readonly number[];
  /** False leaves the Sequence Delimitation Item out. */
  readonly delimiter?: boolean;
  /** Length written for the last fragment instead of its own. */
  readonly lastLength?: number;
}

/** Encapsulated Pixel Data: Basic Offset Table and fragments (PS3.5 A.4). */
export function fragments(list: readonly Uint8Array[], options: FragmentsOptions = {}): Part {
  return (encoding) => {
    const { littleEndian } = encoding;
    const fragment = (content: Uint8Array, length = content.length) =>
      concat([tagBytes('fffe,e000', littleEndian), uint32(length, littleEndian), content]);
    const table = concat((options.bot ?? []).map((offset) => uint32(offset, littleEndian)));
    return concat([
      header(options.tag ?? '7fe0,0010', options.vr ?? 'OB', UNDEFINED_LENGTH, encoding),
      fragment(table),
      ...list.map((content, index) => {
        const even = padded('OB', content);
        return fragment(even, index === list.length - 1 ? options.lastLength : undefined);
      }),
      options.delimiter === false ? new Uint8Array(0) : delimitation('fffe,e0dd', littleEndian),
    ]);
  };
}

/** Offsets of a Basic Offset Table for frames of one fragment each. */
export function offsetTable(list: readonly Uint8Array[]): number[] {
  let offset = 0;
  return list.map((content) => {
    const here = offset;
    offset += 8 + content.length + (content.length % 2);
    return here;
  });
}

/** (gggg,0000) with the length of the elements that it stands for (PS3.5 7.2). */
export function withGroupLength(group: string, elements: readonly Part[], wrongLength?: number): Part {
  return (encoding) => {
    const body = concat(elements.map((element) => element(encoding)));
    return concat([el(`${group},0000`, 'UL', wrongLength ?? body.length)(encoding), body]);
  };
}

/** `depth` sequences, each the only element of the other's item; built without recursion. */
export function nested(depth: number, inner: readonly Part[] = [], tag = '0040,a730'): Part {
  return (encoding) => {
    const { littleEndian } = encoding;
    const open = concat([
      header(tag, 'SQ', UNDEFINED_LENGTH, encoding),
      tagBytes('fffe,e000', littleEndian),
      uint32(UNDEFINED_LENGTH, littleEndian),
    ]);
    const close = concat([delimitation('fffe,e00d', littleEndian), delimitation('fffe,e0dd', littleEndian)]);
    const repeat = (part: Uint8Array) => {
      const out = new Uint8Array(part.length * depth);
      for (let level = 0; level < depth; level++) out.set(part, level * part.length);
      return out;
    };
    return concat([repeat(open), ...inner.map((element) => element(encoding)), repeat(close)]);
  };
}
