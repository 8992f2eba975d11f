/**
 * The least that any anonymizer has to do: reads the first 64 KB of each file, writes 2 kB of new header
 * and the rest as it is. `node bench/floor.mjs INPUT_FOLDER OUTPUT_FOLDER`.
 */
import { closeSync, fstatSync, mkdirSync, openSync, readdirSync, readSync, writevSync } from 'node:fs';
import { join } from 'node:path';

const [input, output] = process.argv.slice(2);
const header = Buffer.alloc(2048, 0x20);
const buffer = Buffer.alloc(4_194_304);

function writeAll(descriptor, pieces) {
  let rest = pieces;
  while (rest.length > 0) {
    let written = writevSync(descriptor, rest);
    while (rest.length > 0 && written >= rest[0].length) written -= rest.shift().length;
    if (written > 0) rest = [rest[0].subarray(written), ...rest.slice(1)];
  }
}

mkdirSync(output, { recursive: true });
for (const name of readdirSync(input)) {
  const from = openSync(join(input, name), 'r');
  const to = openSync(join(output, name), 'w');
  const { size } = fstatSync(from);
  let at = readSync(from, buffer, 0, Math.min(65_536, size), 0);
  writeAll(to, [header, buffer.subarray(Math.min(header.length, at), at)]);
  while (at < size) {
    const count = readSync(from, buffer, 0, buffer.length, at);
    writeAll(to, [buffer.subarray(0, count)]);
    at += count;
  }
  closeSync(to);
  closeSync(from);
}
