import { builtInPreset } from './presets';
import type { Settings } from './schema';

/** What one change found, and what it left. */
export interface Step<T> {
  readonly before: T;
  readonly after: T;
}

/**
 * What is kept now without what one step made of `before`: all else that has changed since, in this window or another,
 * stays. Presets, rules, masks and options are told apart by what names them, so that each comes and goes alone.
 *
 * @param after - what that step left
 */
export function takenBack(now: Settings, before: Settings, after: Settings): Settings {
  const settings = revert(now, before, after) as Settings;
  const { defaultPreset, ...rest } = settings;
  const exists =
    defaultPreset === undefined ||
    builtInPreset(defaultPreset) !== undefined ||
    settings.presets?.some(({ id }) => id === defaultPreset);
  // Another window may have taken away what was the default before.
  return exists ? settings : rest;
}

/** The same of anything in JSON. */
export function revert(now: unknown, before: unknown, after: unknown): unknown {
  if (isSame(before, after)) return now;
  if (isSame(now, after)) return before;
  if (isList(now) && (isList(before) || isList(after))) {
    return revertList(now, isList(before) ? before : [], isList(after) ? after : []);
  }
  if (isRecord(now) && isRecord(before) && isRecord(after)) {
    const names = new Set([...Object.keys(now), ...Object.keys(before)]);
    const reverted = [...names].map((name) => [name, revert(now[name], before[name], after[name])] as const);
    return Object.fromEntries(reverted.filter(([, value]) => value !== undefined));
  }
  // It was changed again since: that holds.
  return now;
}

function revertList(now: readonly unknown[], before: readonly unknown[], after: readonly unknown[]): unknown[] {
  const find = (list: readonly unknown[], name: string) => list.find((one) => nameOf(one) === name);
  const kept = now.flatMap((one) => {
    const name = nameOf(one);
    const [was, became] = [find(before, name), find(after, name)];
    if (became === undefined) return [one];
    return was === undefined ? [] : [revert(one, was, became)];
  });
  for (const [index, one] of before.entries()) {
    const name = nameOf(one);
    if (find(after, name) !== undefined || find(kept, name) !== undefined) continue;
    // Behind what stood before it, as far as that is still there.
    const earlier = new Set(before.slice(0, index).map(nameOf));
    const at = kept.findLastIndex((other) => earlier.has(nameOf(other)));
    kept.splice(at + 1, 0, one);
  }
  return kept;
}

/** By what one of a list is the same in another state of it: a preset's ID, a rule's elements, a device. */
function nameOf(one: unknown): string {
  if (!isRecord(one)) return JSON.stringify(one);
  const { id, tag, privateCreator, vr, modality, manufacturer, model, rows, columns } = one;
  const names = [id, tag, privateCreator, vr, modality, manufacturer, model, rows, columns];
  // Masks have no names: two that say other things are two.
  return JSON.stringify(names.some((name) => name !== undefined) ? names : one);
}

/** True if two things in JSON say the same; the order of keys says nothing, and what is undefined is not there. */
export function isSame(one: unknown, other: unknown): boolean {
  if (isList(one) && isList(other))
    return one.length === other.length && one.every((part, i) => isSame(part, other[i]));
  if (!isRecord(one) || !isRecord(other)) return one === other;
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((name) => isSame(one[name], other[name]));
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
