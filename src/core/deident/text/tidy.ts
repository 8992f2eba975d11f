import { joinRemovals, mergeRemovals, type Removal } from './removal';

/** Widens removals over separators, brackets and single letters that would be left without meaning. */

const BRACKETS: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
  ['<', '>'],
  ['"', '"'],
  ['（', '）'],
  ['「', '」'],
]);
const SPACE = /[ \t\u00a0\u3000]/;
const SEPARATOR = /[ \t\u00a0\u3000,;:_^/|&+\-–—=、，：；・]/;
/** Between two removals: separators, particles of names, and initials. */
const NOTHING =
  /^(?:[\s.,;:()[\]"'’_\-–/&+^=|#*]|(?<!\p{L})(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|y|bin|binti|ter|st|\p{Lu})(?!\p{L}))*$/u;
const LONGEST_INITIALS = 12;
const INITIAL_BEFORE = /(?<![\p{L}\p{N}])(?:\p{Lu}\.\s?)+$/u;
const INITIAL_AFTER = /^[ ,]*\p{Lu}\.(?![\p{L}\p{N}])/u;
const NAMES: ReadonlySet<string> = new Set(['identifier', 'name', 'unknown-word']);

export function tidy(text: string, removals: readonly Removal[]): Removal[] {
  const joined = joinNeighbours(
    text,
    mergeRemovals(removals).map((removal) => withInitials(text, removal)),
  );
  return mergeRemovals(joined.map((removal) => widen(text, removal)));
}

function withInitials(text: string, removal: Removal): Removal {
  if (!NAMES.has(removal.reason)) return removal;
  const before =
    INITIAL_BEFORE.exec(text.slice(Math.max(0, removal.start - LONGEST_INITIALS), removal.start))?.[0].length ?? 0;
  const after = INITIAL_AFTER.exec(text.slice(removal.end))?.[0].length ?? 0;
  return { ...removal, start: removal.start - before, end: removal.end + after };
}

function joinNeighbours(text: string, removals: readonly Removal[]): Removal[] {
  const joined: Removal[] = [];
  for (const removal of mergeRemovals(removals)) {
    const last = joined[joined.length - 1];
    const between = last ? text.slice(last.end, removal.start) : '';
    if (last && !between.includes('\n') && NOTHING.test(between))
      joined[joined.length - 1] = joinRemovals(last, removal);
    else joined.push(removal);
  }
  return joined;
}

function widen(text: string, removal: Removal): Removal {
  let { start, end } = withBrackets(text, withOddBracket(text, removal));
  const isFirst = /^[\s.,;:_^/|&+\-–—=]*$/.test(text.slice(0, start));
  const isLast = /^[\s.,;:_^/|&+\-–—=]*$/.test(text.slice(end));
  if (isFirst) {
    start = 0;
    while (end < text.length && (SEPARATOR.test(text[end] as string) || text[end] === '.')) end++;
  }
  if (isLast) {
    while (start > 0 && SEPARATOR.test(text[start - 1] as string)) start--;
    while (end < text.length && SEPARATOR.test(text[end] as string)) end++;
    return { ...removal, start, end };
  }
  if (isFirst) return { ...removal, start, end };
  return { ...removal, ...between(text, start, end) };
}

/** In the middle of a text one separator stays, that of the right side if it is more than a space. */
function between(text: string, start: number, end: number): { readonly start: number; readonly end: number } {
  let from = start;
  let to = end;
  const after = text[to] ?? '';
  const isClosed = /[,;:.)\]}]/.test(after);
  if (isClosed || SEPARATOR.test(after)) {
    while (from > 0 && SPACE.test(text[from - 1] as string)) from--;
    const before = text[from - 1] ?? '';
    if (/[,;:_^/\-–]/.test(before) && (before === after || isClosed || SPACE.test(after))) from--;
    if (before === '.' && after === '.') to++;
    if (/[([{]/.test(before)) while (to < text.length && /[ ,;:]/.test(text[to] as string)) to++;
  } else if (/[([{\n]/.test(text[from - 1] ?? '')) {
    while (to < text.length && SPACE.test(text[to] as string)) to++;
  }
  return { start: from, end: to };
}

/** A range that takes one bracket of a pair takes the other too where it is next. */
function withOddBracket(text: string, removal: Removal): Removal {
  const inside = text.slice(removal.start, removal.end);
  if (count(inside, '(') > count(inside, ')') && text[removal.end] === ')') return { ...removal, end: removal.end + 1 };
  if (count(inside, ')') > count(inside, '(') && text[removal.start - 1] === '(') {
    return { ...removal, start: removal.start - 1 };
  }
  return removal;
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}

/** A range with the brackets that hold nothing else. */
function withBrackets(text: string, { start, end }: Removal): { start: number; end: number } {
  for (;;) {
    let from = start;
    let to = end;
    while (from > 0 && SEPARATOR.test(text[from - 1] as string)) from--;
    while (to < text.length && SEPARATOR.test(text[to] as string)) to++;
    const close = BRACKETS.get(text[from - 1] ?? '');
    if (close === undefined || text[to] !== close) return { start, end };
    start = from - 1;
    end = to + 1;
  }
}
