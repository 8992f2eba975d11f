/** Joins code streams of single components to one without a colour transform (ISO/IEC 15444-1, Annexes A and B.12). */
import { uint16At } from '../jpeg/segments';

const SOD = 0xff93;
const COM = 0xff64;
const COD = 0xff52;
const SIZ = 0xff51;
const SOT = 0xff90;
const SOT_LENGTH = 12;
const EOC = [0xff, 0xd9];

/**
 * Each has one tile in one part, one layer, no precincts, and the same parameters in progression order
 * component, position, resolution, layer: in that order all packets of a component come before
 * those of the next, so they can stand one after the other as they are.
 */
export function joinComponents(parts: readonly Uint8Array[]): Uint8Array {
  const [first] = parts;
  const header: Uint8Array[] = [first.subarray(0, 2)];
  let at = 2;
  for (; uint16At(first, at) !== SOT; at += 2 + uint16At(first, at + 2)) {
    const segment = first.slice(at, at + 2 + uint16At(first, at + 2));
    const marker = uint16At(first, at);
    if (marker === COM) continue;
    if (marker === COD) segment[8] = 0;
    header.push(marker === SIZ ? repeatComponent(segment, parts.length) : segment);
  }
  const data = parts.map(packetsOf);
  const length = data.reduce((sum, { length }) => sum + length, SOT_LENGTH + 2);
  const tile = new Uint8Array(SOT_LENGTH + 2);
  tile.set(first.subarray(at, at + SOT_LENGTH));
  new DataView(tile.buffer).setUint32(6, length);
  tile.set([SOD >> 8, SOD & 0xff], SOT_LENGTH);
  return concat([...header, tile, ...data, Uint8Array.from(EOC)]);
}

/** SIZ for `count` components that are like its only one. */
function repeatComponent(siz: Uint8Array, count: number): Uint8Array {
  const component = siz.subarray(40, 43);
  const out = new Uint8Array(40 + 3 * count);
  out.set(siz.subarray(0, 40));
  const view = new DataView(out.buffer);
  view.setUint16(2, out.length - 2);
  view.setUint16(38, count);
  for (let index = 0; index < count; index++) out.set(component, 40 + 3 * index);
  return out;
}

/** What stands between SOD and EOC. */
function packetsOf(stream: Uint8Array): Uint8Array {
  let at = 2;
  while (uint16At(stream, at) !== SOT) at += 2 + uint16At(stream, at + 2);
  while (uint16At(stream, at) !== SOD) at += 2 + uint16At(stream, at + 2);
  return stream.subarray(at + 2, stream.length - EOC.length);
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
