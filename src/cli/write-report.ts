import { writeFileSync } from 'node:fs';
import { reportHead } from '../jobs/report/describe-file';
import { snake } from '../jobs/report/message-key';
import { type FileReport, makeReport, reportJson } from '../jobs/report/report';
import { reportHtml } from '../jobs/report/report-html';
import { builtInPreset } from '../settings/presets';
import type { RunSettings } from './load-settings';
import { englishText } from './messages';

/** Writes the report of a run: a page to print where the name ends in .html, else JSON. */
export function writeReport(path: string, settings: RunSettings, files: readonly FileReport[]): void {
  const report = makeReport(reportHead(settings.policy, presetName(settings)), files);
  writeFileSync(path, /\.html?$/i.test(path) ? reportHtml(report, englishText) : reportJson(report));
}

/** For people: of a built-in preset its text, of one's own the name that it was given. */
function presetName({ settings, policy: { presetId } }: RunSettings): string {
  const builtIn = builtInPreset(presetId);
  if (builtIn) return englishText(`preset_${snake(builtIn.id)}`);
  return settings.presets?.find(({ id }) => id === presetId)?.name ?? presetId;
}
