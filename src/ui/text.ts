import { signal } from '@preact/signals';
import type { MessageKey } from '../jobs/report/message-key';

export { type MessageKey, type Snake, snake } from '../jobs/report/message-key';

/** Gives a message's text with its `$1`, `$2` filled in, or '' where the key is unknown. */
export type Translate = (key: string, substitutions: readonly string[]) => string;

/** What is shown follows it: whoever calls `t` while rendering is rendered again in another language. */
const texts = signal<{ readonly translate: Translate; readonly locale: string }>({
  translate: (key) => key,
  locale: 'en',
});

/**
 * Set by each page before it renders, and again for another language: components know texts, not where they come from. The document says which language
 * they are in (WCAG 3.1.1).
 */
export function useTexts(source: Translate, language: string): void {
  texts.value = { translate: source, locale: language };
  if (typeof document !== 'undefined') document.documentElement.lang = t('language');
}

export function t(key: MessageKey, ...values: readonly (string | number)[]): string {
  return texts.value.translate(
    key,
    values.map((value) => (typeof value === 'number' ? number(value) : value)),
  );
}

/** `key` or `key_one`, as the language counts: messages with a number come in pairs. */
export function plural(key: Extract<MessageKey, PluralKey>, count: number): string {
  const isOne = new Intl.PluralRules(texts.value.locale).select(count) === 'one';
  return isOne ? t(`${key}_one`, count) : t(key, count);
}

type PluralKey = MessageKey extends infer Key ? (Key extends `${infer Base}_one` ? Base : never) : never;

export function number(value: number): string {
  return new Intl.NumberFormat(texts.value.locale).format(value);
}

/** “a, b and c” */
export function list(parts: readonly string[]): string {
  return new Intl.ListFormat(texts.value.locale).format(parts);
}

/** An amount of bytes for people: `512 bytes`, `1.2 MB` (decimal units, as file managers show them). */
export function bytes(count: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];
  const power = count < 1000 ? 0 : Math.min(Math.floor(Math.log10(count) / 3), units.length - 1);
  return new Intl.NumberFormat(texts.value.locale, {
    style: 'unit',
    unit: units[power],
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: power === 0 ? 0 : 1,
  }).format(count / 1000 ** power);
}

/** A time to wait: `8 sec`, `3 min`. */
export function seconds(count: number): string {
  const [value, unit] = count < 90 ? [Math.ceil(count), 'second'] : [Math.ceil(count / 60), 'minute'];
  return new Intl.NumberFormat(texts.value.locale, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
}

/** A moment: the time of day, before today with the date. */
export function time(at: Date): string {
  const today = at.toDateString() === new Date().toDateString();
  return new Intl.DateTimeFormat(texts.value.locale, {
    timeStyle: 'short',
    ...(!today && { dateStyle: 'medium' }),
  }).format(at);
}
