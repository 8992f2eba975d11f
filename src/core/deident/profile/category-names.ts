/** The categories of elements in the order people are shown them; apart, as the page needs no table with them. */
export const CATEGORY_NAMES = [
  'patient',
  'contact',
  'dates',
  'coordinates',
  'device',
  'institution',
  'study',
  'text',
  'identifiers',
  'private',
  'graphics',
  'technical',
] as const;

export type Category = (typeof CATEGORY_NAMES)[number];
