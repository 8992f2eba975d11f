/** What masks cost: native pixels beside a run without masks, compressed ones beside tools that decode and encode. */
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Contender, contend, type Outputs } from './contend';
import type { Measured } from './measure';
import { cell, type Line } from './table';
import type { MaskedWorkload } from './workloads';

const VEIL = 'dist/cli/veil.js';
/** A strip across the top, and a box. */
const MASKS = ['--mask', '0,0,512,40', '--mask', '300,400,180,60'];

export async function benchMasked(workload: MaskedWorkload, folder: string, outputs: Outputs): Promise<Line[]> {
  const { id, tools, ratio, runs } = workload;
  const input = resolve(folder, workload.input ?? id);
  // The tools take what threads they like for the frames of a file.
  const threads = tools === undefined ? [] : ['--jobs', '2'];
  const veil = (name: string, masks: readonly string[]): Contender => ({
    name,
    command: process.execPath,
    args: (from, to) => [VEIL, 'anonymize', from, '--out', to, '--preset', 'research', ...threads, ...masks],
    runs,
  });
  const other = tools === undefined ? veil('veil without masks', []) : toolContender(tools, runs);
  const [theirs, ours] = (await contend([other, veil('veil', MASKS)], input, outputs)).map(fastest);
  const times = ours.seconds / theirs.seconds;
  const line = (name: string, run: Measured, more: readonly string[], ok?: boolean): Line => ({
    cells: [
      id,
      name,
      cell.seconds(run.seconds),
      cell.seconds(run.processorSeconds),
      cell.megabytes(run.memory),
      ...more,
    ],
    ...(ok !== undefined && { ok }),
  });
  const goal = `${cell.ratio(times)} <= ${ratio} x ${tools === undefined ? 'without' : 'tools'}`;
  return [line(other.name, theirs, []), line('veil', ours, ['', goal], times <= ratio)];
}

/** Other people's tools on the only file of a folder. */
function toolContender(tools: string, runs: number): Contender {
  const words = tools.split(' ');
  const name = [...new Set(words.filter((_, i) => i === 0 || words[i - 1] === '&&'))].join(' + ');
  const script = `mkdir -p "$2" && ${tools.replace('IN', '"$1"').replaceAll('SCRATCH', '"$3"').replace('OUT', '"$2/image.dcm"')} && rm "$3"`;
  const args = (from: string, to: string): readonly string[] => [
    ...['-c', script, 'sh', join(from, readdirSync(from)[0] ?? ''), to, `${to}.scratch.dcm`],
  ];
  return { name, command: '/bin/sh', args, runs };
}

/** Nothing else on the machine makes a run faster than it is. */
function fastest(runs: readonly Measured[]): Measured {
  const [first] = [...runs].sort((a, b) => a.seconds - b.seconds);
  if (!first) throw new RangeError('nothing was measured');
  return first;
}
