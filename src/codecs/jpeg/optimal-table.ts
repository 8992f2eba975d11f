/** The shortest Huffman table for given symbols (ITU-T T.81 K.2). */
import { HuffmanTable, LONGEST_CODE } from './huffman';

/** Stands for the code of all ones, which T.81 keeps free: it is the rarest symbol, so it gets that code. */
const RESERVED = 256;

/** `frequencies`: how often each of 256 symbols is needed. At least one is. */
export function optimalTable(frequencies: Uint32Array): HuffmanTable {
  const counts = shortenTo16(lengthCounts(frequencies));
  // The reserved code is one of the longest: it goes.
  const longest = counts.findLastIndex((count) => count > 0);
  counts[longest]--;
  // By falling frequency; equal ones by value, so that the table depends on nothing else.
  const symbols = Array.from(frequencies.keys())
    .filter((symbol) => frequencies[symbol] > 0)
    .sort((one, other) => frequencies[other] - frequencies[one] || one - other);
  return new HuffmanTable(Uint8Array.from(counts), Uint8Array.from(symbols));
}

/** How many codes of each length (index 0: one bit) Huffman's algorithm gives, the reserved symbol included. */
function lengthCounts(frequencies: Uint32Array): number[] {
  const nodes: { readonly weight: number; readonly symbols: readonly number[] }[] = [];
  frequencies.forEach((weight, symbol) => {
    if (weight > 0) nodes.push({ weight, symbols: [symbol] });
  });
  nodes.sort((one, other) => other.weight - one.weight);
  nodes.push({ weight: 0, symbols: [RESERVED] });
  const lengths = new Uint16Array(RESERVED + 1);
  while (nodes.length > 1) {
    const joined = nodes.splice(-2);
    const weight = joined[0].weight + joined[1].weight;
    const symbols = joined.flatMap((node) => node.symbols);
    for (const symbol of symbols) lengths[symbol]++;
    const place = nodes.findLastIndex((node) => node.weight >= weight) + 1;
    nodes.splice(place, 0, { weight, symbols });
  }
  const counts: number[] = new Array(Math.max(LONGEST_CODE, ...lengths)).fill(0);
  for (const length of lengths) if (length > 0) counts[length - 1]++;
  return counts;
}

/** Shortens codes of more than 16 bits in pairs, each at the cost of a shorter code (T.81 Figure K.3). */
function shortenTo16(counts: number[]): number[] {
  for (let length = counts.length - 1; length >= LONGEST_CODE; length--) {
    while (counts[length] > 0) {
      let shorter = length - 2;
      while (counts[shorter] === 0) shorter--;
      counts[length] -= 2;
      counts[length - 1]++;
      counts[shorter + 1] += 2;
      counts[shorter]--;
    }
  }
  return counts.slice(0, LONGEST_CODE);
}
