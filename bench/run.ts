/**
 * `npm run bench [-- WORKLOAD...] [-- --no-pydicom] [-- --page]`: Veil beside the floor and a walker on
 * pydicom, on the same inputs in the same run. Inputs and outputs lie in bench/data or VEIL_BENCH_DIR.
 * Exit code 1 if a goal was missed.
 */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { profileRows } from '../src/core/deident/profile';
import { benchFolder, generate } from './generate';
import { type Measured, measure, median } from './measure';
import { benchPage } from './page';
import { cell, type Line, printTable } from './table';
import { WORKLOADS, type Workload } from './workloads';

const PYTHON = '/usr/bin/python3';
const VEIL = 'dist/cli/veil.js';

/** The project's own profile table as JSON, for the walker. */
function exportProfile(path: string): void {
  const entries = profileRows().map(({ tag, code }) => [tag.toString(16).toUpperCase().padStart(8, '0'), code]);
  writeFileSync(path, JSON.stringify(Object.fromEntries(entries)));
}

interface Contender {
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
async function contend(contenders: readonly Contender[], input: string, output: string): Promise<Measured[]> {
  const runs: Measured[][] = contenders.map(() => []);
  const rounds = Math.max(...contenders.map((contender) => contender.runs));
  for (let round = 0; round < rounds; round++) {
    for (const [index, contender] of contenders.entries()) {
      if (round < contender.runs) runs[index]?.push(await runOnce(contender, input, output));
    }
  }
  return runs.map(median);
}

async function benchWorkload(workload: Workload, folder: string, withPydicom: boolean): Promise<Line[]> {
  const input = resolve(folder, workload.id);
  const output = resolve(folder, 'out');
  const profile = resolve(folder, 'profile.json');
  const lines: Line[] = [];
  const line = (name: string, goal: string, run: Measured, ratio: string, ok?: boolean): void => {
    const cells = [
      workload.id,
      name,
      cell.seconds(run.seconds),
      cell.seconds(run.processorSeconds),
      cell.megabytes(run.memory),
      ratio,
      goal,
    ];
    lines.push({ cells, ...(ok !== undefined && { ok }) });
  };
  const { runs } = workload;
  const contenders: Contender[] = [
    { name: 'floor', command: process.execPath, args: (i, o) => ['bench/floor.mjs', i, o], runs },
    ...workload.jobs.map((jobs) => ({
      name: 'veil',
      command: process.execPath,
      args: (i: string, o: string) => [
        ...[VEIL, 'anonymize', i, '--out', o, '--preset', 'research', '--jobs', String(jobs)],
      ],
      runs,
    })),
  ];
  if (withPydicom) {
    const args = (i: string, o: string) => ['bench/pydicom_walker.py', profile, i, o];
    contenders.push({ name: 'pydicom', command: PYTHON, args, runs: 1 });
  }
  const [floor, ...others] = await contend(contenders, input, output);
  if (!floor) return lines;
  const ours = others.slice(0, workload.jobs.length);
  const pydicom = others[workload.jobs.length];
  line('floor', '', floor, '1.00');
  ours.forEach((run, index) => {
    const ratio = cell.ratio(run.seconds / floor.seconds);
    const name = `veil --jobs ${workload.jobs[index]}`;
    if (index > 0) line(name, '', run, ratio);
    else {
      const { goals, ok } = judge(workload, run, floor, pydicom);
      line(name, goals, run, ratio, ok);
    }
  });
  if (pydicom) line('pydicom', '', pydicom, cell.ratio(pydicom.seconds / floor.seconds));
  return lines;
}

function judge(workload: Workload, run: Measured, floor: Measured, pydicom: Measured | undefined) {
  const { floorRatio, pydicomRatio, seconds, memory } = workload.budget;
  const goals: string[] = [];
  let ok = true;
  const goal = (text: string, reached: boolean): void => {
    goals.push(reached ? text : `${text} (missed)`);
    ok &&= reached;
  };
  if (floorRatio !== undefined) goal(`<= ${floorRatio} x floor`, run.seconds <= floorRatio * floor.seconds);
  if (seconds !== undefined) goal(`<= ${seconds} s`, run.seconds <= seconds);
  if (memory !== undefined) goal(`<= ${cell.megabytes(memory)} MB`, run.memory <= memory);
  if (pydicomRatio !== undefined && pydicom) {
    const times = pydicom.seconds / run.seconds;
    goal(`>= ${pydicomRatio} x pydicom: ${cell.ratio(times)}`, times >= pydicomRatio);
  }
  return { goals: goals.join(', '), ok };
}

const words = process.argv.slice(2);
const names = words.filter((word) => !word.startsWith('--'));
const onlyPage = words.includes('--page');
const chosen = onlyPage
  ? []
  : WORKLOADS.filter(({ id }) => names.length === 0 || names.some((name) => id.includes(name)));
if (!onlyPage && chosen.length === 0) {
  console.error(`No workload ${names.join(', ')}; there are ${WORKLOADS.map(({ id }) => id).join(', ')}.`);
  process.exit(2);
}
if (!existsSync(VEIL)) {
  console.error(`${VEIL} is missing: npm run build`);
  process.exit(2);
}
const folder = benchFolder();
mkdirSync(folder, { recursive: true });
generate(folder, onlyPage ? ['mf2g', 'header30'] : chosen.map(({ id }) => id));
exportProfile(join(folder, 'profile.json'));
const lines: Line[] = [];
for (const workload of chosen) {
  console.log(`${workload.id}: ${workload.what}`);
  try {
    lines.push(...(await benchWorkload(workload, folder, !words.includes('--no-pydicom'))));
  } catch (error) {
    lines.push({ cells: [workload.id, String(error instanceof Error ? error.message : error)], ok: false });
  }
}
if (onlyPage) lines.push(...(await benchPage(folder)));
printTable(['workload', 'program', 'seconds', 'cpu s', 'peak MB', 'x floor', 'goals'], lines);
process.exit(lines.some((line) => line.ok === false) ? 1 : 0);
