import { Inflate } from 'fflate';
import { DicomError, type Warning } from '../errors';
import { type ByteSource, BytesSource } from '../io/byte-source';
import { RetainedBytes } from '../io/retained-bytes';
import { DataSet } from './data-set';
import { type FileMeta, readFileMeta } from './file-meta';
import { guessSyntax } from './guess-syntax';
import { Parser } from './parser';
import { TableBuilder } from './table-builder';
import { type TransferSyntax, transferSyntax } from './transfer-syntax';

/** Inflated data sets larger than this are refused: they would not fit into memory. */
const LARGEST_INFLATED = 536_870_912;
/** Of the file at once, and of that to the inflater: a byte may become 1032, all of which it hands over together. */
const DEFLATED_WINDOW = 1_048_576;
const DEFLATED_STEP = 16_384;

export interface ReadOptions {
  /** Called between windows with the bytes passed so far. */
  readonly onProgress?: (done: number, total: number) => void;
  /** How many rows the element table will have, if that is known. */
  readonly expectedRows?: number;
}

/**
 * Reads a DICOM file (PS3.10) or a bare data set (PS3.5) to its last byte. Header bytes are read in
 * windows and kept; the value of Pixel Data and of other large binary elements is never read.
 *
 * @throws DicomError with offset and tag path, if the file cannot be read to its end
 */
export async function readDataSet(source: ByteSource, options: ReadOptions = {}): Promise<DataSet> {
  if (source.size === 0) throw new DicomError('empty-file');
  const warnings: Warning[] = [];
  const table = new TableBuilder(options.expectedRows && (options.expectedRows + 7) & ~7);
  const file = new RetainedBytes(source);
  const first = file.load(0, Math.min(source.size, 132));
  if (first) await first;
  const meta = await readFileMeta(file, table, warnings);
  if (meta.end >= source.size) throw new DicomError(meta.rows > 0 ? 'no-data-set' : 'not-dicom');
  const syntax = await determineSyntax(file, meta, warnings);

  let retained = file;
  if (syntax.deflated) retained = new RetainedBytes(new BytesSource(await inflateDataSet(source, meta.end)));
  const parser = new Parser(retained, meta.end, retained.source.size, syntax.explicitVr, syntax.bigEndian, table);
  try {
    await drive(parser, retained, options);
  } catch (error) {
    throw isOfAnotherSyntax(retained, meta, syntax)
      ? new DicomError('wrong-transfer-syntax', { offset: meta.end })
      : error;
  }
  if (parser.table.count === meta.rows) throw new DicomError('no-data-set', { offset: meta.end });
  return new DataSet({
    ...table.table(),
    file: source,
    source: retained.source,
    retained,
    syntax,
    firstRow: meta.rows,
    dataSetStart: meta.end,
    dataSetEnd: parser.dataSetEnd,
    hasPreamble: meta.hasPreamble,
    fragments: parser.fragments,
    zeroes: parser.deviations.zeroes,
    warnings: [...warnings, ...parser.deviations.warnings],
  });
}

/** True where the first element alone shows that the data set is not encoded as the file says. */
function isOfAnotherSyntax(retained: RetainedBytes, meta: FileMeta, syntax: TransferSyntax): boolean {
  const bytes = retained.view(meta.end, Math.min(retained.source.size, meta.end + 16));
  const guessed = bytes && guessSyntax(bytes, false);
  return guessed !== undefined && (guessed.explicitVr !== syntax.explicitVr || guessed.bigEndian !== syntax.bigEndian);
}

async function drive(parser: Parser, retained: RetainedBytes, options: ReadOptions): Promise<void> {
  const total = retained.source.size;
  while (!parser.run()) {
    options.onProgress?.(parser.position, total);
    if (parser.needExactly) {
      const bytes = retained.source.read(parser.needStart, parser.needEnd);
      parser.scratch = bytes instanceof Promise ? await bytes : bytes;
    } else {
      const loading = retained.load(parser.needStart, parser.needEnd);
      if (loading) await loading;
    }
  }
}

async function determineSyntax(file: RetainedBytes, meta: FileMeta, warnings: Warning[]): Promise<TransferSyntax> {
  const named = transferSyntax(meta.transferSyntaxUid);
  if (named) return named;
  if (meta.transferSyntaxUid !== '') throw new DicomError('unknown-transfer-syntax', { tag: '(0002,0010)' });
  const end = Math.min(file.source.size, meta.end + 16);
  const loading = file.load(meta.end, end);
  if (loading) await loading;
  const bytes = file.view(meta.end, end);
  const guessed = bytes && guessSyntax(bytes, meta.rows > 0);
  if (!guessed) throw new DicomError('not-dicom', { offset: meta.end });
  warnings.push({ code: 'guessed-transfer-syntax', offset: meta.end, details: { syntax: guessed.name } });
  return guessed;
}

/**
 * The file with its data set inflated (PS3.5 A.5: raw deflate, the file meta information is not
 * compressed).
 *
 * @throws DicomError `bad-deflate` if it does not inflate to its end, `too-large` as soon as it passes what is allowed
 */
async function inflateDataSet(source: ByteSource, start: number): Promise<Uint8Array> {
  const pieces = [await source.read(0, start)];
  let size = start;
  let finished = false;
  const inflate = new Inflate((chunk, final) => {
    size += chunk.length;
    if (size > LARGEST_INFLATED) throw new DicomError('too-large', { offset: start }, { length: size });
    pieces.push(chunk);
    finished = final;
  });
  try {
    for (let at = start; at < source.size; at += DEFLATED_WINDOW) {
      const window = await source.read(at, Math.min(source.size, at + DEFLATED_WINDOW));
      for (let from = 0; from < window.length; from += DEFLATED_STEP) {
        const isLast = at + from + DEFLATED_STEP >= source.size;
        inflate.push(window.subarray(from, from + DEFLATED_STEP), isLast);
      }
    }
  } catch (error) {
    if (error instanceof DicomError) throw error;
    throw new DicomError('bad-deflate', { offset: start });
  }
  if (!finished) throw new DicomError('bad-deflate', { offset: start });
  return joinAndRelease(pieces, size);
}

/** Each piece is given up once it is copied, so that large data sets are not in memory twice. */
function joinAndRelease(pieces: Uint8Array[], size: number): Uint8Array {
  const joined = new Uint8Array(size);
  let at = 0;
  pieces.reverse();
  for (let piece = pieces.pop(); piece; piece = pieces.pop()) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}
