/**
 * Types (PS3.5 7.4) of the attributes that have a compound action code in PS3.15 Table E.1-1: the strictest
 * over the modules of a SOP class's IOD. Unpacked on first use.
 */
import type { Tag } from '../../dicom/tag';
import { CLASSES, COMPOUND_TAGS, NESTED, UID_ROOT } from './iod-types.data';

export type ElementType = '1' | '1C' | '2' | '2C' | '3';

const TYPES: Readonly<Record<string, ElementType>> = { 1: '1', c: '1C', 2: '2', d: '2C', 3: '3' };

interface SopClassTypes {
  /** One letter for each of the compound tags. */
  readonly letters: string;
  readonly unverified: boolean;
}

/** Paths from their end: an element, then the sequence around it, and so on. */
interface PathNode {
  type: ElementType | undefined;
  readonly outer: Map<Tag, PathNode>;
}

interface IodTypes {
  readonly placeOfTag: ReadonlyMap<Tag, number>;
  readonly classes: ReadonlyMap<string, SopClassTypes>;
  readonly nested: PathNode;
}

let unpacked: IodTypes | undefined;

function iodTypes(): IodTypes {
  unpacked ??= { placeOfTag: unpackTags(), classes: unpackClasses(), nested: unpackNested() };
  return unpacked;
}

/**
 * The Type of an attribute in the data set itself. '3' if the IOD has it nowhere; undefined if the SOP class
 * is unknown or the attribute has no compound action code.
 */
export function typeAtTop(sopClassUid: string, tag: Tag): ElementType | undefined {
  const { placeOfTag, classes } = iodTypes();
  const place = placeOfTag.get(tag);
  const found = classes.get(sopClassUid);
  return found === undefined || place === undefined ? undefined : TYPES[found.letters[place]];
}

/**
 * True if some modules of the IOD are not covered, so that '3' may be too lax: replace rather than remove.
 * An unknown SOP class is not covered at all.
 */
export function hasUnverifiedModules(sopClassUid: string): boolean {
  return iodTypes().classes.get(sopClassUid)?.unverified ?? true;
}

/**
 * The Type of an element inside sequences, strictest over all IODs. `path`: the tags of the enclosing
 * sequences from the outermost, then the element's; the longest known end of the path decides.
 */
export function typeNested(path: readonly Tag[]): ElementType | undefined {
  let node: PathNode | undefined = iodTypes().nested;
  let type: ElementType | undefined;
  for (let at = path.length - 1; at >= 0 && node; at--) {
    node = node.outer.get(path[at]);
    type = node?.type ?? type;
  }
  return type;
}

const parseHex = (digits: string): Tag => Number.parseInt(digits, 16);

function unpackTags(): ReadonlyMap<Tag, number> {
  return new Map(COMPOUND_TAGS.match(/\S+/g)?.map((digits, place) => [parseHex(digits), place]));
}

function unpackClasses(): ReadonlyMap<string, SopClassTypes> {
  const classes = new Map<string, SopClassTypes>();
  let current: SopClassTypes = { letters: '', unverified: true };
  for (const line of CLASSES.split('\n')) {
    const [head, ...uids] = line.split(' ');
    if (head !== '') current = { letters: head.replace('!', ''), unverified: head.endsWith('!') };
    for (const uid of uids) classes.set(uid.startsWith('.') ? UID_ROOT + uid.slice(1) : uid, current);
  }
  return classes;
}

function unpackNested(): PathNode {
  const root: PathNode = { type: undefined, outer: new Map() };
  let type: ElementType | undefined;
  for (const line of NESTED.split('\n')) {
    const [head, ...paths] = line.split(' ');
    if (head !== '') type = TYPES[head];
    for (const path of paths) insert(root, path.split('>').map(parseHex), type);
  }
  return root;
}

function insert(root: PathNode, path: readonly Tag[], type: ElementType | undefined): void {
  let node = root;
  for (const tag of path.toReversed()) {
    let next = node.outer.get(tag);
    if (!next) {
      next = { type: undefined, outer: new Map() };
      node.outer.set(tag, next);
    }
    node = next;
  }
  node.type = type;
}
