/** Runs the built command line, as a user does; builds it first where the sources are newer than `dist/cli`. */
import { type ChildProcess, execFile, spawnSync } from 'node:child_process';
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { build } from 'vite';
import { onTestFinished } from 'vitest';
import type { Report } from '../../src/jobs/report/report';

const SOURCES = [
  'src/cli',
  'src/codecs',
  'src/core',
  'src/jobs',
  'src/settings',
  'assets/_locales/en',
  'vite.cli.config.ts',
];
const BUILT = join('dist', 'cli', 'veil.js');

function newest(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

let program: Promise<string> | undefined;

/** The program: that of `npm run build`, or one made beside it, so that several test files may ask at once. */
async function findProgram(): Promise<string> {
  const changed = Math.max(...SOURCES.map(newest));
  if (existsSync(BUILT) && statSync(BUILT).mtimeMs >= changed) return BUILT;
  const folder = join(tmpdir(), `veil-cli-${process.getuid?.() ?? 0}-${Math.floor(changed)}`);
  const made = join(folder, 'veil.js');
  if (existsSync(made)) return made;
  const outDir = `${folder}.${process.pid}`;
  await build({ configFile: 'vite.cli.config.ts', logLevel: 'error', build: { outDir, emptyOutDir: true } });
  try {
    renameSync(outDir, folder);
  } catch {
    rmSync(outDir, { recursive: true, force: true });
  }
  return made;
}

/** May do whatever permissions say. */
export const isRoot = process.getuid?.() === 0;

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `veil` to its end; a run that hangs is killed and fails. */
export function veil(...args: readonly string[]): Promise<Outcome> {
  return veilAtWork(args, () => undefined, 8_000);
}

/** Runs `veil` to its end, for tests that do something to its process on the way. */
export async function veilAtWork(
  args: readonly string[],
  onStart: (child: ChildProcess) => void,
  timeout = 40_000,
): Promise<Outcome> {
  program ??= findProgram();
  const path = await program;
  return await new Promise((resolve, reject) => {
    const options = { timeout, maxBuffer: 1 << 28 };
    const child = execFile(process.execPath, [path, ...args], options, (error, stdout, stderr) => {
      if (error && typeof error.code !== 'number') reject(new Error(`veil did not end by itself: ${error.signal}`));
      else resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
    onStart(child);
  });
}

/** Runs `veil` with its standard output in a file, as the redirection of a shell has it. */
export async function veilInto(file: string, ...args: readonly string[]): Promise<Outcome> {
  program ??= findProgram();
  const path = await program;
  const out = openSync(file, 'a');
  const child = spawnSync(process.execPath, [path, ...args], { stdio: ['ignore', out, 'pipe'], timeout: 8_000 });
  closeSync(out);
  return { code: child.status ?? -1, stdout: readFileSync(file, 'utf8'), stderr: child.stderr.toString() };
}

/** Runs `veil` with its standard output in a pipe whose reader has gone. */
export async function veilUnread(...args: readonly string[]): Promise<Omit<Outcome, 'stdout'>> {
  program ??= findProgram();
  const script = '{ "$@"; echo "code $?" >&2; } | true';
  const { stderr } = spawnSync('sh', ['-c', script, 'sh', process.execPath, await program, ...args], {
    timeout: 8_000,
  });
  const [, said = '', code] = /^(.*)code (\d+)\n$/s.exec(stderr.toString()) ?? [];
  return { code: Number(code), stderr: said };
}

/** A folder of its own for the test that asks, gone when it is done. */
export function scratch(): Scratch {
  const root = mkdtempSync(join(tmpdir(), 'veil-test-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  return new Scratch(root);
}

export class Scratch {
  readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  path(...parts: readonly string[]): string {
    return join(this.root, ...parts);
  }

  write(name: string, content: Uint8Array | string): string {
    const path = this.path(name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  read(...parts: readonly string[]): Uint8Array {
    return new Uint8Array(readFileSync(this.path(...parts)));
  }

  copy(from: string, to: string): string {
    cpSync(from, this.path(to));
    return this.path(to);
  }

  json(...parts: readonly string[]): unknown {
    return JSON.parse(readFileSync(this.path(...parts), 'utf8'));
  }

  report(...parts: readonly string[]): Report['files'] {
    return (this.json(...parts) as Report).files;
  }

  /** All files below a folder, relative, sorted; none if it is not there. */
  list(folder: string): string[] {
    const base = this.path(folder);
    if (!existsSync(base)) return [];
    return readdirSync(base, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(base, join(entry.parentPath, entry.name)))
      .sort();
  }
}

/** Lines of stderr that are about a file: path, code, message. */
export function problems(outcome: Outcome): readonly { path: string; code: string; message: string }[] {
  return outcome.stderr
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const match = /^(.*): ([a-z-]+): (.+)$/.exec(line);
      if (!match) throw new Error(`no line of path, code and message: ${line}`);
      return { path: match[1] as string, code: match[2] as string, message: match[3] as string };
    });
}
