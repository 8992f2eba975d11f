/**
 * `npm run bench [-- WORKLOAD...] [-- --no-pydicom] [-- --page]`: Veil beside the floor and a walker on
 * pydicom, on the same inputs in the same run. Inputs and outputs lie in bench/data or VEIL_BENCH_DIR.
 * Exit code 1 if a goal was missed.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { profileRows } from '../src/core/deident/profile/profile';
import { type Contender, contend, Outputs, PYTHON } from './contend';
import { benchFolder, generate } from './generate';
import { benchMasked } from './masked';
import { type Measured, median } from './measure';
import { benchPage, PAGE_INPUTS } from './page';
import { cell, type Line, printTable } from './table';
import { MASKED, WORKLOADS, type Workload } from './workloads';

const VEIL = 'dist/cli/veil.js';

/** The project's own profile table as JSON, for the walker. */
function exportProfile(path: string): void {
  const entries = profileRows().map(({ tag, code }) => [tag.toString(16).toUpperCase().padStart(8, '0'), code]);
  writeFileSync(path, JSON.stringify(Object.fromEntries(entries)));
}

async function benchWorkload(
  workload: Workload,
  folder: string,
  outputs: Outputs,
  withPydicom: boolean,
): Promise<Line[]> {
  const input = resolve(folder, workload.input ?? workload.id);
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
  const { runs, fromDisk = false } = workload;
  const contenders: Contender[] = [
    { name: 'floor', command: process.execPath, args: (i, o) => ['bench/floor.mjs', i, o], runs, fromDisk },
    ...workload.jobs.map((jobs) => ({
      name: 'veil',
      command: process.execPath,
      args: (i: string, o: string) => [
        ...[VEIL, 'anonymize', i, '--out', o, '--preset', 'research', '--jobs', String(jobs)],
      ],
      runs,
      fromDisk,
    })),
  ];
  if (withPydicom) {
    const args = (i: string, o: string) => ['bench/pydicom_walker.py', profile, i, o];
    contenders.push({ name: 'pydicom', command: PYTHON, args, runs: 1, fromDisk });
  }
  const [floor, ...others] = (await contend(contenders, input, outputs)).map(median);
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
const IDS = new Set<string>([...WORKLOADS, ...MASKED].map(({ id }) => id));
const onlyPage = words.includes('--page');
/** By its name, or by a part of it that is no workload's name. */
const isChosen = ({ id }: { readonly id: string }): boolean => {
  const matches = (name: string): boolean => (IDS.has(name) ? id === name : id.includes(name));
  return !onlyPage && (names.length === 0 || names.some(matches));
};
const chosen = WORKLOADS.filter(isChosen);
const masked = MASKED.filter(isChosen);
if (!onlyPage && chosen.length + masked.length === 0) {
  console.error(`No workload ${names.join(', ')}; there are ${[...IDS].join(', ')}.`);
  process.exit(2);
}
if (!existsSync(VEIL)) {
  console.error(`${VEIL} is missing: npm run build`);
  process.exit(2);
}
const folder = benchFolder();
mkdirSync(folder, { recursive: true });
const inputs = [...chosen, ...masked].map(({ id, input }) => input ?? id);
await generate(folder, onlyPage ? PAGE_INPUTS : inputs);
exportProfile(join(folder, 'profile.json'));
const outputs = new Outputs(folder);
const lines: Line[] = [];
for (const workload of chosen) {
  console.log(`${workload.id}: ${workload.what}`);
  try {
    lines.push(...(await benchWorkload(workload, folder, outputs, !words.includes('--no-pydicom'))));
  } catch (error) {
    lines.push({ cells: [workload.id, String(error instanceof Error ? error.message : error)], ok: false });
  }
}
for (const workload of masked) {
  console.log(`${workload.id}: ${workload.what}`);
  try {
    lines.push(...(await benchMasked(workload, folder, outputs)));
  } catch (error) {
    lines.push({ cells: [workload.id, String(error instanceof Error ? error.message : error)], ok: false });
  }
}
outputs.clear();
if (onlyPage) lines.push(...(await benchPage(folder)));
printTable(['workload', 'program', 'seconds', 'cpu s', 'peak MB', 'x floor', 'goals'], lines);
process.exit(lines.some((line) => line.ok === false) ? 1 : 0);
