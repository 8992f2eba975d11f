/** Files as DCMTK and GDCM convert them. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

export const hasConverters = ['dcmcjpeg', 'gdcmconv'].every((tool) => spawnSync(tool, ['--version']).status === 0);

const folder = mkdtempSync(join(tmpdir(), 'veil-convert-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const [INPUT, OUTPUT] = [join(folder, 'in.dcm'), join(folder, 'out.dcm')];

/** What a tool makes of a file. */
export function convert(bytes: Uint8Array, tool: string, ...options: readonly string[]): Uint8Array {
  writeFileSync(INPUT, bytes);
  rmSync(OUTPUT, { force: true });
  const done = spawnSync(tool, [...options, INPUT, OUTPUT], { encoding: 'latin1' });
  if (done.status !== 0) throw new Error(`${tool} ${options.join(' ')}: ${done.stderr}`);
  return new Uint8Array(readFileSync(OUTPUT));
}
