/** Programs on the same input, in turn. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { type Measured, measure } from './measure';

export interface Contender {
  readonly name: string;
  readonly command: string;
  readonly args: (input: string, output: string) => readonly string[];
  readonly runs: number;
}

async function runOnce(contender: Contender, input: string, output: string): Promise<Measured> {
  const files = readdirSync(input).length;
  rmSync(output, { recursive: true, force: true });
  const measured = await measure(contender.command, contender.args(input, output));
  const written = existsSync(output) ? readdirSync(output).length : 0;
  rmSync(output, { recursive: true, force: true });
  if (measured.exitCode !== 0 || written !== files) {
    throw new Error(`${contender.name}: exit ${measured.exitCode}, ${written} of ${files} files\n${measured.stderr}`);
  }
  return measured;
}

/** Contenders in turn, so that what else the machine does meets all of them. */
export async function contend(contenders: readonly Contender[], input: string, output: string): Promise<Measured[][]> {
  const runs: Measured[][] = contenders.map(() => []);
  const rounds = Math.max(...contenders.map((contender) => contender.runs));
  for (let round = 0; round < rounds; round++) {
    for (const [index, contender] of contenders.entries()) {
      if (round < contender.runs) runs[index]?.push(await runOnce(contender, input, output));
    }
  }
  return runs;
}
