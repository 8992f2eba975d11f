import { accessSync, constants, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { reportHead } from '../jobs/report/describe-file';
import { snake } from '../jobs/report/message-key';
import { type FileReport, makeReport, reportJson } from '../jobs/report/report';
import { reportHtml } from '../jobs/report/report-html';
import { builtInPreset } from '../settings/presets';
import { UsageError } from './arguments';
import type { RunSettings } from './load-settings';
import { englishText } from './messages';

/** Makes sure, before any work, that a report can be written there: what stands there stays until it is. @throws UsageError */
export function prepareReport(path: string): void {
  writing(path, (place, temporary) => {
    if (!temporary) return accessSync(place, constants.W_OK);
    if (statSync(place, { throwIfNoEntry: false })) accessSync(place, constants.W_OK);
    writeFileSync(temporary, '', { flag: 'wx' });
    rmSync(temporary);
  });
}

/**
 * Writes the report of a run: a page to print where the name ends in .html, else JSON. It takes its place when it is
 * whole.
 *
 * @throws UsageError
 */
export function writeReport(path: string, settings: RunSettings, files: readonly FileReport[]): void {
  const report = makeReport(reportHead(settings.policy, presetName(settings)), files);
  const text = /\.html?$/i.test(path) ? reportHtml(report, englishText) : reportJson(report);
  writing(path, (place, temporary) => {
    if (!temporary) return writeFileSync(place, text);
    try {
      writeFileSync(temporary, text);
      renameSync(temporary, place);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  });
}

/** Calls with where the report goes, and a name beside it: none for what is no file, such as /dev/stdout. */
function writing(path: string, write: (place: string, temporary: string | undefined) => void): void {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats?.isDirectory()) throw new Error('a folder');
    const isSpecial = stats !== undefined && !stats.isFile();
    const place = stats?.isFile() ? realpathSync(path) : path;
    write(place, isSpecial ? undefined : `${place}.${process.pid}.part`);
  } catch {
    throw new UsageError(`--report: ${path} cannot be written`);
  }
}

/** For people: of a built-in preset its text, of one's own the name that it was given. */
function presetName({ settings, policy: { presetId } }: RunSettings): string {
  const builtIn = builtInPreset(presetId);
  if (builtIn) return englishText(`preset_${snake(builtIn.id)}`);
  return settings.presets?.find(({ id }) => id === presetId)?.name ?? presetId;
}
