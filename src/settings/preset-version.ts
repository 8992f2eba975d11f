import { sha256 } from '@noble/hashes/sha2.js';
import { formatSelector } from '../core/deident/rules/override';
import type { Policy } from '../core/deident/rules/policy';

const LENGTH = 12;

/**
 * A name for what is in force: the first 12 hexadecimal digits of SHA-256 over the options, overrides and masks of a
 * policy, whatever their order. Two presets that do the same have one version, and a preset that is changed gets another, so
 * a report says which state of a preset a file was made with. Names, organization and key play no part.
 */
export function presetVersion(policy: Policy): string {
  const overrides = policy.overrides.list.map(({ selector, decider, action, value }) => {
    return JSON.stringify([decider, formatSelector(selector), action, value ?? null]);
  });
  const masks = [...(policy.masks ?? []), ...(policy.lockedMasks ?? [])].flatMap(({ when, rectangles }) => {
    const { modality, manufacturer, model, rows, columns } = when;
    const condition = [modality, manufacturer, model, rows, columns].map((trait) => trait ?? null);
    return rectangles.map(({ x, y, width, height }) => JSON.stringify([condition, x, y, width, height]));
  });
  const content = JSON.stringify({
    options: [...policy.options].sort(),
    overrides: overrides.sort(),
    ...(masks.length > 0 && { masks: masks.sort() }),
  });
  const digest = sha256(new TextEncoder().encode(content));
  let hex = '';
  for (const byte of digest.subarray(0, LENGTH / 2)) hex += byte.toString(16).padStart(2, '0');
  return hex;
}
