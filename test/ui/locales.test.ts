/** Every language says everything, with the same things filled in. */
import { describe, expect, it } from 'vitest';
import german from '../../assets/_locales/de/messages.json';
import english from '../../assets/_locales/en/messages.json';
import french from '../../assets/_locales/fr/messages.json';
import indonesian from '../../assets/_locales/id/messages.json';
import { LANGUAGES } from '../../src/platform/languages';
import { SAME_AS_ENGLISH } from './same-as-english';

type Messages = Readonly<Record<string, { readonly message: string }>>;
const TRANSLATED: Readonly<Record<string, Messages>> = { de: german, fr: french, id: indonesian };
const ENGLISH: Messages = english;
const keys = Object.keys(english);
/** The stores take no longer ones. */
const LONGEST = { extension_name: 75, extension_description: 132 };

const filledIn = (text: string) => [...new Set(text.match(/\$\d/g))].sort();

it('a language that can be chosen has its texts', () => {
  expect([...LANGUAGES].sort()).toEqual(['en', ...Object.keys(TRANSLATED)].sort());
});

describe.each(Object.entries(TRANSLATED))('the texts in %s', (language, messages) => {
  const text = (key: string) => messages[key]?.message ?? '';

  it('are all there, and no others', () => {
    expect(Object.keys(messages).sort()).toEqual([...keys].sort());
    expect(keys.filter((key) => text(key).trim() === '')).toEqual([]);
    expect(text('language')).toBe(language);
  });

  it('have the same things filled in; a number may stand where English says 1', () => {
    const wrong = keys.filter((key) => {
      const wanted = filledIn(ENGLISH[key]?.message ?? '');
      const given = filledIn(text(key));
      const isNumber = key.endsWith('_one') && given.join() === '$1';
      return !isNumber && given.join() !== wanted.join();
    });
    expect(wrong).toEqual([]);
  });

  it('are not English by accident', () => {
    const isWord = /[a-z]{3}/;
    const same = keys.filter((key) => isWord.test(text(key)) && text(key) === ENGLISH[key]?.message);
    expect(same.filter((key) => !SAME_AS_ENGLISH[language]?.includes(key))).toEqual([]);
  });

  it('fit where the stores want them short', () => {
    for (const [key, longest] of Object.entries(LONGEST)) expect(text(key).length).toBeLessThanOrEqual(longest);
  });
});
