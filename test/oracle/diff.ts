/** What differs between two files, element by element, as the oracle reads them. */
import { type OracleOptions, type Token, type Tokens, tokenize } from './tokenizer';

export interface Difference {
  readonly removed: readonly string[];
  readonly added: readonly string[];
  /** Value or VR differ; an item or sequence is never in this list, its elements are. */
  readonly changed: readonly string[];
  readonly same: number;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && Buffer.compare(a, b) === 0;
}

/** Tokens by path; the second of two elements with one path gets `#2`, and so on. */
export function byPath(tokens: readonly Token[]): Map<string, Token> {
  const map = new Map<string, Token>();
  for (const token of tokens) {
    let key = token.path;
    for (let number = 2; map.has(key); number++) key = `${token.path}#${number}`;
    map.set(key, token);
  }
  return map;
}

export function diffTokens(before: readonly Token[], after: readonly Token[]): Difference {
  const old = byPath(before);
  const now = byPath(after);
  const changed: string[] = [];
  let same = 0;
  for (const [path, token] of old) {
    const other = now.get(path);
    if (other === undefined) continue;
    const equal = token.vr === other.vr && token.kind === other.kind && sameBytes(token.value, other.value);
    if (equal) same++;
    else changed.push(path);
  }
  return {
    removed: [...old.keys()].filter((path) => !now.has(path)),
    added: [...now.keys()].filter((path) => !old.has(path)),
    changed,
    same,
  };
}

/** Differences of the data sets of two files. */
export function diff(original: Uint8Array, output: Uint8Array, options: OracleOptions = {}): Difference {
  return diffTokens(tokenize(original, options).dataSet, tokenize(output, options).dataSet);
}

/** The value of an element as Latin-1 text without padding, or undefined. */
export function textAt(tokens: Tokens, path: string): string | undefined {
  const token = [...tokens.meta, ...tokens.dataSet].find((one) => one.path === path);
  return token === undefined
    ? undefined
    : Buffer.from(token.value)
        .toString('latin1')
        .replace(/[\0 ]+$/, '');
}
