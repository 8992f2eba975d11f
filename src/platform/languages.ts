/** The languages of the extension's own texts: folders of `_locales`. */
export const LANGUAGES = ['en', 'de', 'fr', 'id'] as const;
export type Language = (typeof LANGUAGES)[number];
/** `browser`: the browser's own, or English where there are no texts in it. */
export type LanguageChoice = Language | 'browser';
