/**
 * Errors and warnings of the core. Both carry what happened, where (absolute byte offset, tag path)
 * and numbers that explain it, never an element's value: they may leave the page.
 */

/** What makes a file impossible to anonymize safely. Each code has a text and a hint in `_locales`. */
export type ErrorCode =
  | 'empty-file'
  | 'unreadable'
  | 'not-dicom'
  | 'no-data-set'
  | 'truncated'
  | 'length-past-end'
  | 'bad-vr'
  | 'unexpected-item'
  | 'not-an-item'
  | 'nested-too-deep'
  | 'bad-deflate'
  | 'too-large'
  | 'bad-file-meta'
  | 'wrong-transfer-syntax'
  | 'unknown-transfer-syntax'
  | 'unsupported-sop-class'
  | 'encapsulated-document'
  | 'audio'
  | 'raw-data'
  | 'directory-file'
  | 'bad-pixel-description'
  | 'unsupported-pixels'
  | 'pixel-data-length'
  | 'frames-unclear'
  | 'mask-outside'
  | 'pixels-not-checked'
  | 'value-too-long'
  | 'invalid-value'
  | 'verification-failed'
  | 'findings'
  | 'output-exists'
  | 'not-written'
  | 'bad-frame'
  | 'frame-mismatch'
  | 'unsupported-compression'
  | 'codec-failed'
  | 'cancelled'
  | 'settings-invalid'
  | 'policy-invalid'
  | 'internal';

/** Numbers and names of the standard that fill a message's placeholders. */
export type ErrorDetails = Readonly<Record<string, string | number>>;

/** Where something happened: absolute offset in the file (or the inflated data set), and tag path. */
export interface Place {
  readonly offset?: number;
  /** Tag path such as `(0008,1140)[0].(0008,1155)`. */
  readonly tag?: string;
}

export interface PlainError extends Place {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
}

/**
 * A file is refused. The message holds the code and the place only, so it may be logged;
 * texts for people are made from `code` and `details`.
 */
export class DicomError extends Error {
  override readonly name = 'DicomError';
  readonly code: ErrorCode;
  readonly offset: number | undefined;
  readonly tag: string | undefined;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, place: Place = {}, details: ErrorDetails = {}) {
    super(
      `${code}${place.offset === undefined ? '' : ` at offset ${place.offset}`}${place.tag === undefined ? '' : ` in ${place.tag}`}`,
    );
    this.code = code;
    this.offset = place.offset;
    this.tag = place.tag;
    this.details = details;
  }

  /** A plain object that survives `postMessage` (an Error subclass does not keep its fields). */
  toPlain(): PlainError {
    return {
      code: this.code,
      details: this.details,
      ...(this.offset !== undefined && { offset: this.offset }),
      ...(this.tag !== undefined && { tag: this.tag }),
    };
  }

  static fromPlain(plain: PlainError): DicomError {
    return new DicomError(plain.code, plain, plain.details);
  }
}

/** Odd, but safe to go on with: shown to the user and put into the report. */
export type WarningCode =
  | 'no-preamble'
  | 'no-file-meta'
  | 'guessed-transfer-syntax'
  | 'file-meta-group-length'
  | 'odd-length'
  | 'not-ascending'
  | 'duplicate-element'
  | 'implicit-vr-inside-explicit'
  | 'unknown-vr'
  | 'delimiter-in-explicit-length'
  | 'trailing-padding'
  | 'unknown-charset'
  | 'undecodable-text'
  | 'no-date'
  | 'placeholder-date'
  | 'image-without-pixel-data'
  | 'pixel-attribute-assumed'
  | 'pixel-attribute-ignored'
  | 'pixel-data-surplus'
  | 'pixel-data-trailing'
  | 'pixel-data-short'
  | 'offset-table-wrong'
  | 'already-deidentified'
  | 'private-elements'
  | 'burned-in-annotation'
  | 'modality-at-risk'
  | 'recognizable-face'
  | 'coded-without-loss'
  | 'pixels-removed'
  | 'side-data-removed'
  | 'side-data-left'
  | 'structured-report'
  | 'overlays'
  | 'encrypted-attributes'
  | 'unusual-encoding';

export interface Warning extends Place {
  readonly code: WarningCode;
  /** How often, where one line stands for many places. */
  readonly count?: number;
  readonly details?: ErrorDetails;
}
