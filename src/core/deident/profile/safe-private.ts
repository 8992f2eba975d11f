/** Private attributes that are known to be safe: PS3.15 Table E.3.10-1, unpacked on first use. */
import { groupOf, type Tag } from '../../dicom/tag';
import { SAFE_PRIVATE } from './safe-private.data';

let unpacked: ReadonlyMap<string, ReadonlySet<number>> | undefined;

function table(): ReadonlyMap<string, ReadonlySet<number>> {
  unpacked ??= new Map(
    SAFE_PRIVATE.split('\n').map((line) => {
      const [creator = '', elements = ''] = line.split('\t');
      return [creator.toLowerCase(), new Set(elements.split(' ').map((digits) => Number.parseInt(digits, 16)))];
    }),
  );
  return unpacked;
}

/** True for an element that the standard knows to be safe under its creator, in whatever block it stands. */
export function isSafePrivate(creator: string, tag: Tag): boolean {
  return (
    table()
      .get(creator.trim().toLowerCase())
      ?.has(groupOf(tag) * 256 + (tag & 0xff)) ?? false
  );
}
