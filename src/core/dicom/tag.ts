/** Tags as unsigned 32-bit numbers: group in the high half, element in the low half (PS3.5 7.1). */

export type Tag = number;

export function makeTag(group: number, element: number): Tag {
  return ((group << 16) | element) >>> 0;
}

export function groupOf(tag: Tag): number {
  return tag >>> 16;
}

export function elementOf(tag: Tag): number {
  return tag & 0xffff;
}

/** Private data elements have odd groups (PS3.5 7.8). */
export function isPrivate(tag: Tag): boolean {
  return (tag & 0x10000) !== 0;
}

/** (gggg,0010-00FF) of an odd group reserves a block of private elements (PS3.5 7.8.1). */
export function isPrivateCreator(tag: Tag): boolean {
  const element = tag & 0xffff;
  return isPrivate(tag) && element >= 0x10 && element <= 0xff;
}

/** `(0010,0020)` */
export function formatTag(tag: Tag): string {
  const hex = tag.toString(16).toUpperCase().padStart(8, '0');
  return `(${hex.slice(0, 4)},${hex.slice(4)})`;
}

/** Reads `(0010,0020)`, `0010,0020` or `00100020`; undefined if it is none of these. */
export function parseTag(text: string): Tag | undefined {
  const match = /^\(?([0-9a-f]{4}),?([0-9a-f]{4})\)?$/i.exec(text.trim());
  return match ? Number.parseInt(`${match[1]}${match[2]}`, 16) : undefined;
}

export const ITEM: Tag = 0xfffee000;
export const ITEM_DELIMITATION: Tag = 0xfffee00d;
export const SEQUENCE_DELIMITATION: Tag = 0xfffee0dd;
export const PIXEL_DATA: Tag = 0x7fe00010;
export const FLOAT_PIXEL_DATA: Tag = 0x7fe00008;
export const DOUBLE_FLOAT_PIXEL_DATA: Tag = 0x7fe00009;
