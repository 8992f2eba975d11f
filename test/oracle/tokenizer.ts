/**
 * A second, small reader of Part 10 files, for comparison only: whole buffer, recursive, nothing shared
 * with the core. What a strict reader must not meet is collected in `problems`; reading goes on
 * where the rest can still be told apart, and `OracleError` is thrown where it cannot.
 */
import { inflateRawSync } from 'node:zlib';
import { SEQUENCE_TAGS } from './sequence-tags';

export interface Token {
  /** `(0008,1140)[0].(0008,1155)`; a fragment is `(7FE0,0010)[n]`, the offset table n = 0. */
  readonly path: string;
  /** `(0008,1155)` */
  readonly tag: string;
  /** As written; '' in implicit VR. */
  readonly vr: string;
  readonly kind: 'element' | 'sequence' | 'item' | 'fragments' | 'fragment';
  /** Offsets in `Tokens.body`: the tag, the value field, behind the element and its delimiter. */
  readonly start: number;
  readonly valueStart: number;
  readonly end: number;
  /** As written: 0xFFFFFFFF for undefined. */
  readonly length: number;
  /** The value of elements and fragments; empty for the others. */
  readonly value: Uint8Array;
}

export interface Tokens {
  readonly syntax: string;
  readonly preamble: boolean;
  readonly meta: readonly Token[];
  /** In the file's order, parents before children. */
  readonly dataSet: readonly Token[];
  /** What the data set's offsets count in: the file, or the inflated data set. */
  readonly body: Uint8Array;
  readonly dataSetStart: number;
  readonly problems: readonly string[];
}

export interface OracleOptions {
  /** Tags (`00081140`) that are sequences in implicit VR. */
  readonly sequenceTags?: ReadonlySet<string>;
  /** Encoding of a file without file meta information. */
  readonly syntaxWithoutMeta?: string;
}

export class OracleError extends Error {
  override readonly name = 'OracleError';
}

const UNDEFINED = 0xffffffff;
const LONG = /^(O[BDFLVW]|S[QV]|U[CNRTV])$/;
const KNOWN = /^(A[EST]|CS|D[AST]|F[DL]|IS|L[OT]|O[BDFLVW]|PN|S[HLQSTV]|TM|U[CILNRSTV])$/;
const IMPLICIT = '1.2.840.10008.1.2';
const DEFLATED = '1.2.840.10008.1.2.1.99';
const BIG_ENDIAN = '1.2.840.10008.1.2.2';

interface Reading {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly little: boolean;
  readonly sequenceTags: ReadonlySet<string>;
  readonly tokens: Token[];
  readonly problems: string[];
}

interface Frame {
  readonly explicit: boolean;
  readonly end: number;
  readonly prefix: string;
  /** Ends at an Item Delimitation Item. */
  readonly delimited: boolean;
}

function tagAt(r: Reading, at: number): string {
  if (at + 4 > r.bytes.length) throw new OracleError(`cut in a tag at ${at}`);
  const hex = (n: number) => n.toString(16).toUpperCase().padStart(4, '0');
  return `(${hex(r.view.getUint16(at, r.little))},${hex(r.view.getUint16(at + 2, r.little))})`;
}

function lengthAt(r: Reading, at: number): number {
  if (at + 4 > r.bytes.length) throw new OracleError(`cut in a length at ${at}`);
  return r.view.getUint32(at, r.little);
}

/** VR, value length and start of the value of the element at `at`. */
function headerAt(r: Reading, at: number, explicit: boolean): { vr: string; length: number; valueStart: number } {
  if (at + 8 > r.bytes.length) throw new OracleError(`cut in a header at ${at}`);
  const vr = String.fromCharCode(r.bytes[at + 4] ?? 0, r.bytes[at + 5] ?? 0);
  if (!explicit) return { vr: '', length: lengthAt(r, at + 4), valueStart: at + 8 };
  if (!KNOWN.test(vr)) {
    const length = lengthAt(r, at + 4);
    if (/^[A-Z]{2}$/.test(vr)) throw new OracleError(`unknown VR ${vr} at ${at}`);
    r.problems.push(`implicit element in explicit VR at ${at}`);
    return { vr: '', length, valueStart: at + 8 };
  }
  if (LONG.test(vr)) return { vr, length: lengthAt(r, at + 8), valueStart: at + 12 };
  return { vr, length: r.view.getUint16(at + 6, r.little), valueStart: at + 8 };
}

function push(r: Reading, token: Omit<Token, 'value'>, valueEnd: number): void {
  const hasValue = token.kind === 'element' || token.kind === 'fragment';
  r.tokens.push({ ...token, value: hasValue ? r.bytes.subarray(token.valueStart, valueEnd) : new Uint8Array(0) });
}

/** Reads elements until the frame ends; answers the offset behind them (and their delimiter). */
function readElements(r: Reading, start: number, frame: Frame): number {
  let at = start;
  while (at < frame.end) {
    const tag = tagAt(r, at);
    if (tag === '(FFFE,E00D)' && frame.prefix !== '') {
      if (!frame.delimited) r.problems.push(`delimiter in an item of explicit length at ${at}`);
      return at + 8;
    }
    if (tag === '(FFFE,E0DD)' && frame.delimited) {
      r.problems.push(`item delimiter missing at ${at}`);
      return at;
    }
    at = readElement(r, at, tag, frame);
  }
  if (at > frame.end) throw new OracleError(`element crosses the end of its item at ${frame.end}`);
  if (frame.delimited) r.problems.push(`item delimiter missing at ${at}`);
  return at;
}

function readElement(r: Reading, at: number, tag: string, frame: Frame): number {
  if (tag.startsWith('(FFFE')) throw new OracleError(`item tag at ${at}`);
  const { vr, length, valueStart } = headerAt(r, at, frame.explicit);
  const path = frame.prefix + tag;
  const index = r.tokens.length;
  const place = { path, tag, vr, start: at, valueStart, length };
  const isPixels = tag === '(7FE0,0010)' && length === UNDEFINED && vr !== 'SQ';
  const isSequence = vr === 'SQ' || (vr === '' && r.sequenceTags.has(tag)) || (length === UNDEFINED && !isPixels);
  if (!isPixels && !isSequence) {
    const end = valueStart + length;
    if (end > frame.end) throw new OracleError(`value of ${path} crosses its end`);
    if (length % 2 === 1) r.problems.push(`odd length of ${path}`);
    push(r, { ...place, kind: 'element', end }, end);
    return end;
  }
  push(r, { ...place, kind: isPixels ? 'fragments' : 'sequence', end: at }, at);
  const limit = length === UNDEFINED ? frame.end : valueStart + length;
  if (limit > frame.end) throw new OracleError(`sequence ${path} crosses its end`);
  const explicit = frame.explicit && vr !== 'UN' && vr !== '';
  const inner = vr === 'UN' ? { ...r, little: true } : r;
  const end = isPixels
    ? readFragments(r, valueStart, path)
    : readItems(inner, valueStart, { explicit, end: limit, prefix: path, delimited: length === UNDEFINED });
  const token = r.tokens[index];
  if (token) r.tokens[index] = { ...token, end };
  return end;
}

function readItems(r: Reading, start: number, frame: Frame): number {
  let at = start;
  for (let number = 0; at < frame.end; number++) {
    const tag = tagAt(r, at);
    const length = lengthAt(r, at + 4);
    if (tag === '(FFFE,E0DD)') {
      if (!frame.delimited) r.problems.push(`delimiter in a sequence of explicit length at ${at}`);
      if (length !== 0) r.problems.push(`length of the delimiter at ${at}`);
      return at + 8;
    }
    if (tag !== '(FFFE,E000)') {
      if (!frame.delimited) throw new OracleError(`${tag} instead of an item at ${at}`);
      r.problems.push(`sequence delimiter missing at ${at}`);
      return at;
    }
    const path = `${frame.prefix}[${number}]`;
    const index = r.tokens.length;
    const undefinedLength = length === UNDEFINED;
    const limit = undefinedLength ? frame.end : at + 8 + length;
    if (limit > frame.end) throw new OracleError(`item ${path} crosses its end`);
    push(r, { path, tag, vr: '', kind: 'item', start: at, valueStart: at + 8, end: at, length }, at);
    const inner = { explicit: frame.explicit, end: limit, prefix: `${path}.`, delimited: undefinedLength };
    at = readElements(r, at + 8, inner);
    const token = r.tokens[index];
    if (token) r.tokens[index] = { ...token, end: at };
  }
  if (frame.delimited) r.problems.push(`sequence delimiter missing at ${at}`);
  return at;
}

function readFragments(r: Reading, start: number, prefix: string): number {
  let at = start;
  for (let number = 0; at < r.bytes.length; number++) {
    const tag = tagAt(r, at);
    const length = lengthAt(r, at + 4);
    if (tag === '(FFFE,E0DD)') return at + 8;
    if (tag !== '(FFFE,E000)') throw new OracleError(`${tag} instead of a fragment at ${at}`);
    const end = at + 8 + length;
    if (end > r.bytes.length) throw new OracleError(`fragment ${number} crosses the end of the file`);
    const place = { path: `${prefix}[${number}]`, tag, vr: '', start: at, valueStart: at + 8, end, length };
    push(r, { ...place, kind: 'fragment' }, end);
    at = end;
  }
  r.problems.push('sequence delimiter of the fragments missing');
  return at;
}

function reading(bytes: Uint8Array, little: boolean, sequenceTags: ReadonlySet<string>, problems: string[]): Reading {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { bytes, view, little, sequenceTags, tokens: [], problems };
}

function ascii(value: Uint8Array): string {
  return Buffer.from(value)
    .toString('latin1')
    .replace(/[\0 ]+$/, '');
}

/** All elements of a file. Throws `OracleError` where the bytes can't be a data set. */
export function tokenize(file: Uint8Array, options: OracleOptions = {}): Tokens {
  const problems: string[] = [];
  const sequenceTags = options.sequenceTags ?? SEQUENCE_TAGS;
  const preamble = file.length >= 132 && ascii(file.subarray(128, 132)) === 'DICM';
  if (!preamble) problems.push('no preamble');
  const head = reading(file, true, sequenceTags, problems);
  const top = { explicit: true, end: file.length, prefix: '', delimited: false };
  let at = preamble ? 132 : 0;
  // An empty data set is two bytes long when deflated: too few for a tag.
  while (at + 4 <= file.length && tagAt(head, at).startsWith('(0002')) at = readElement(head, at, tagAt(head, at), top);
  const meta = head.tokens;
  const first = meta[0];
  if (first?.tag === '(0002,0000)' && first.value.length === 4) {
    const told = first.end + new DataView(first.value.buffer, first.value.byteOffset).getUint32(0, true);
    if (told !== at) problems.push(`file meta group length ends at ${told}, not at ${at}`);
  } else problems.push('no file meta group length');
  const named = meta.find((token) => token.tag === '(0002,0010)');
  const syntax = named ? ascii(named.value) : (options.syntaxWithoutMeta ?? IMPLICIT);
  const body = syntax === DEFLATED ? new Uint8Array(inflateRawSync(file.subarray(at))) : file;
  const dataSetStart = syntax === DEFLATED ? 0 : at;
  const r = reading(body, syntax !== BIG_ENDIAN, sequenceTags, problems);
  readElements(r, dataSetStart, { ...top, explicit: syntax !== IMPLICIT, end: body.length });
  return { syntax, preamble, meta, dataSet: r.tokens, body, dataSetStart, problems };
}
