/** What an element is about, for people; and whether its values identify someone or something. */
import { dictionaryVr } from '../../dicom/dictionary';
import { groupOf, isPrivate, type Tag } from '../../dicom/tag';
import { TagIndex } from '../../dicom/tag-index';
import { VR, type VrCode } from '../../dicom/vr';
import { CATEGORIES, IDENTIFYING } from './category.data';
import { CATEGORY_NAMES, type Category } from './category-names';

export type { Category };

/** Presentation states, curves, overlays and pixel data. */
function isGraphicsGroup(group: number): boolean {
  const high = group >>> 8;
  return group === 0x0070 || high === 0x50 || high === 0x60 || high === 0x7f;
}

interface Categories {
  /** Places in `CATEGORY_NAMES`, from 1, of the elements that an explicit rule names. */
  readonly index: TagIndex;
  readonly identifying: TagIndex;
}

let unpacked: Categories | undefined;

function categories(): Categories {
  unpacked ??= { index: unpackCategories(), identifying: unpackIdentifying() };
  return unpacked;
}

/** The category of an element; `vr` counts only where the dictionary does not know the tag. */
export function categoryOf(tag: Tag, vr: VrCode): Category {
  if (isPrivate(tag)) return 'private';
  const place = categories().index.get(tag);
  if (place !== 0) return CATEGORY_NAMES[place - 1];
  return categoryByVr(dictionaryVr(tag) || vr, groupOf(tag));
}

/** Must be what `categoryByVr` of tools/tables/categories.mjs does. */
function categoryByVr(vr: VrCode, group: number): Category {
  switch (vr) {
    case VR.DA:
    case VR.DT:
    case VR.TM:
      return 'dates';
    case VR.UI:
      return 'identifiers';
    case VR.PN:
    case VR.AE:
      return 'institution';
  }
  if (isGraphicsGroup(group)) return 'graphics';
  return vr === VR.LT || vr === VR.ST || vr === VR.UT ? 'text' : 'technical';
}

/**
 * The element's values identify the patient, staff, an institution, a device or an order: their words must not
 * stand elsewhere in the file. Not so for UIDs, descriptions and dates but that of birth, nor for private elements.
 */
export function isIdentifying(tag: Tag): boolean {
  return categories().identifying.get(tag) !== 0;
}

function unpackCategories(): TagIndex {
  const lines = CATEGORIES.split('\n');
  const index = new TagIndex(CATEGORIES.length / 9);
  let place = 0;
  for (const line of lines) {
    const [head, ...tags] = line.split(' ');
    if (head !== '') place = CATEGORY_NAMES.indexOf(head as Category) + 1;
    for (const tag of tags) index.set(Number.parseInt(tag, 16), place);
  }
  return index;
}

function unpackIdentifying(): TagIndex {
  const tags = IDENTIFYING.match(/\S+/g) ?? [];
  const index = new TagIndex(tags.length);
  for (const tag of tags) index.set(Number.parseInt(tag, 16), 1);
  return index;
}
