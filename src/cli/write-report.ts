import { accessSync, constants, realpathSync, renameSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { reportHead } from '../jobs/report/describe-file';
import { snake } from '../jobs/report/message-key';
import { type FileReport, makeReport, reportJson } from '../jobs/report/report';
import { reportHtml } from '../jobs/report/report-html';
import { builtInPreset } from '../settings/presets';
import { UsageError } from './arguments';
import type { RunSettings } from './load-settings';
import { englishText } from './messages';

/** What is open already, by its number or its name: `-` is standard output. */
const OPEN = /^(?:-|\/dev\/(?:(stdout|stderr)|fd\/(\d{1,9}))|\/proc\/self\/fd\/(\d{1,9}))$/;
const STANDARD_OUTPUT = 1;
const STANDARD_ERROR = 2;

type Destination =
  | { readonly kind: 'open'; readonly descriptor: number }
  /** No file, such as a pipe or a device. */
  | { readonly kind: 'special'; readonly place: string }
  | { readonly kind: 'file'; readonly place: string; readonly temporary: string };

/** True where the report itself is what a run prints. */
export function isOnStandardOutput(path: string): boolean {
  return openAlready(path) === STANDARD_OUTPUT;
}

/** Makes sure, before any work, that a report can be written there: what stands there stays until it is. @throws UsageError */
export function prepareReport(path: string): void {
  writing(path, (to) => {
    if (to.kind === 'open') writeSync(to.descriptor, '');
    else if (to.kind === 'special') accessSync(to.place, constants.W_OK);
    else {
      if (statSync(to.place, { throwIfNoEntry: false })) accessSync(to.place, constants.W_OK);
      writeFileSync(to.temporary, '', { flag: 'wx' });
      rmSync(to.temporary);
    }
  });
}

/**
 * Writes the report of a run: a page to print where the name ends in .html, else JSON. A file takes its place when it is
 * whole; devices, pipes and what is open already are written to as they are.
 *
 * @throws UsageError
 */
export function writeReport(path: string, settings: RunSettings, files: readonly FileReport[]): void {
  const report = makeReport(reportHead(settings.policy, presetName(settings)), files);
  const text = /\.html?$/i.test(path) ? reportHtml(report, englishText) : reportJson(report);
  writing(path, (to) => {
    // The stream waits for a reader that is slow.
    if (to.kind === 'open' && to.descriptor === STANDARD_OUTPUT) process.stdout.write(text, sayIfLost);
    else if (to.kind === 'open') writeFileSync(to.descriptor, text);
    else if (to.kind === 'special') writeFileSync(to.place, text);
    else replaceFile(to.place, to.temporary, text);
  });
}

function sayIfLost(error: Error | null | undefined): void {
  if (error) process.stderr.write('veil: nobody reads standard output: the report is not written\n');
}

function replaceFile(place: string, temporary: string, text: string): void {
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, place);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function writing(path: string, write: (to: Destination) => void): void {
  try {
    write(destinationOf(path));
  } catch {
    throw new UsageError(`--report: ${path} cannot be written`);
  }
}

function destinationOf(path: string): Destination {
  const descriptor = openAlready(path);
  if (descriptor !== undefined) return { kind: 'open', descriptor };
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory()) throw new Error('a folder');
  if (stats && !stats.isFile()) return { kind: 'special', place: path };
  const place = stats ? realpathSync(path) : path;
  return { kind: 'file', place, temporary: `${place}.${process.pid}.part` };
}

/** A path that leads to what is open would open it anew, from its beginning. */
function openAlready(path: string): number | undefined {
  const [found, name, ...numbers] = OPEN.exec(path) ?? [];
  if (found === undefined) return undefined;
  if (name === 'stderr') return STANDARD_ERROR;
  return Number(numbers.find((number) => number !== undefined) ?? STANDARD_OUTPUT);
}

/** For people: of a built-in preset its text, of one's own the name that it was given. */
function presetName({ settings, policy: { presetId } }: RunSettings): string {
  const builtIn = builtInPreset(presetId);
  if (builtIn) return englishText(`preset_${snake(builtIn.id)}`);
  return settings.presets?.find(({ id }) => id === presetId)?.name ?? presetId;
}
