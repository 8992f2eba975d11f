/** One program measured: wall clock and peak resident memory. */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Measured {
  readonly seconds: number;
  /** Time of all its threads on a processor: tells a slow program from a busy machine. */
  readonly processorSeconds: number;
  /** Peak resident memory in bytes, of the process and those it started. */
  readonly memory: number;
  readonly exitCode: number | null;
  readonly stderr: string;
}

const POLL_MILLISECONDS = 20;

/** VmHWM of a process, in bytes: the peak since its start. 0 where there is no /proc, or the process is gone. */
function peakOf(pid: number): number {
  try {
    const match = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'));
    return match ? Number(match[1]) * 1024 : 0;
  } catch {
    return 0;
  }
}

/** Time on a processor so far, its children's that ended included, in seconds; Linux counts it in hundredths. */
function processorTimeOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name before may hold blanks; user and system time are the 12th to 15th field behind it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0) / 100;
  } catch {
    return 0;
  }
}

export async function measure(command: string, args: readonly string[]): Promise<Measured> {
  // What earlier runs left to be written would be counted against this one.
  spawnSync('sync');
  const start = performance.now();
  const child = spawn(command, [...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  let memory = 0;
  let processorSeconds = 0;
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    if (stderr.length < 2000) stderr += chunk.toString();
  });
  const poll = setInterval(() => {
    if (child.pid === undefined) return;
    memory = Math.max(memory, peakOf(child.pid));
    processorSeconds = Math.max(processorSeconds, processorTimeOf(child.pid));
  }, POLL_MILLISECONDS);
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  clearInterval(poll);
  return { seconds: (performance.now() - start) / 1000, processorSeconds, memory, exitCode, stderr };
}

/** The run in the middle by time, with the largest memory of all. */
export function median(runs: readonly Measured[]): Measured {
  const sorted = [...runs].sort((a, b) => a.seconds - b.seconds);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (!middle) throw new RangeError('nothing was measured');
  return { ...middle, memory: Math.max(...runs.map((run) => run.memory)) };
}
