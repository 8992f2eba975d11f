/** Programs on the same input, in turn. */

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { type Measured, measure } from './measure';

export interface Contender {
  readonly name: string;
  readonly command: string;
  readonly args: (input: string, output: string) => readonly string[];
  readonly runs: number;
  /** What it reads is not in the page cache. */
  readonly fromDisk?: boolean;
}

export const PYTHON = '/usr/bin/python3';

/**
 * Where each run finds a folder of its own. What it wrote goes at once, so that the next run has its memory, but the
 * files stay, empty, until the end of all: for up to half a minute ext4 gives nobody an inode again that was deleted,
 * and looks at each of them when a file is made. Programs that write many files would be measured by what was deleted
 * before.
 */
export class Outputs {
  private readonly folder: string;
  private made = 0;

  constructor(folder: string) {
    this.folder = join(folder, 'out');
    this.clear();
    mkdirSync(this.folder);
  }

  next(): string {
    this.made++;
    return join(this.folder, String(this.made));
  }

  empty(folder: string): void {
    for (const name of readdirSync(folder)) truncateSync(join(folder, name));
  }

  clear(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function runOnce(contender: Contender, input: string, outputs: Outputs): Promise<Measured> {
  const output = outputs.next();
  const files = readdirSync(input).length;
  if (contender.fromDisk) spawnSync(PYTHON, ['bench/forget.py', input]);
  const measured = await measure(contender.command, contender.args(input, output));
  const written = existsSync(output) ? readdirSync(output).length : 0;
  if (written > 0) outputs.empty(output);
  if (measured.exitCode !== 0 || written !== files) {
    throw new Error(`${contender.name}: exit ${measured.exitCode}, ${written} of ${files} files\n${measured.stderr}`);
  }
  return measured;
}

/** Contenders in turn, so that what else the machine does meets all of them. */
export async function contend(
  contenders: readonly Contender[],
  input: string,
  outputs: Outputs,
): Promise<Measured[][]> {
  const runs: Measured[][] = contenders.map(() => []);
  const rounds = Math.max(...contenders.map((contender) => contender.runs));
  for (let round = 0; round < rounds; round++) {
    for (const [index, contender] of contenders.entries()) {
      if (round < contender.runs) runs[index]?.push(await runOnce(contender, input, outputs));
    }
  }
  return runs;
}
