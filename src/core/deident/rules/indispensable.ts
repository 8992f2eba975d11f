import { groupOf, type Tag } from '../../dicom/tag';

const SPECIFIC_CHARACTER_SET: Tag = 0x00080005;

const AT_TOP: ReadonlySet<Tag> = new Set([
  0x00080016, 0x00080018, 0x00280002, 0x00280004, 0x00280006, 0x00280008, 0x00280010, 0x00280011, 0x00280100,
  0x00280101, 0x00280102, 0x00280103,
]);

/** Without these no reader can tell what the file is, read its text, or show its image (PS3.3 C.7.6.3, C.12.1). */
export function isIndispensable(tag: Tag, atTop: boolean): boolean {
  return tag === SPECIFIC_CHARACTER_SET || (atTop && (AT_TOP.has(tag) || groupOf(tag) === 0x7fe0));
}
