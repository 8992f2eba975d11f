/** Storage SOP classes (PS3.4 B.5), also those that are retired. */
import { SOP_CLASSES } from './sop-class.data';

let unpacked: ReadonlyMap<string, string> | undefined;

function names(): ReadonlyMap<string, string> {
  unpacked ??= new Map(
    SOP_CLASSES.split('\n').map((line) => {
      const bar = line.indexOf('|');
      return [line.slice(0, bar), line.slice(bar + 1)];
    }),
  );
  return unpacked;
}

/** The name of a storage SOP class, such as `CT Image Storage`. */
export function sopClassName(uid: string): string | undefined {
  return names().get(uid);
}

/** True for the standard's storage SOP classes, Media Storage Directory included; false for private ones. */
export function isStorageSopClass(uid: string): boolean {
  return names().has(uid);
}
