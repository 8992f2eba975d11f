import { accessSync, constants } from 'node:fs';
import type { WarningCode } from '../core/errors';
import type { FileReport } from '../jobs/report/report';
import { VERSION } from '../jobs/version';
import { type AnonymizeArguments, parseArguments, USAGE, UsageError } from './arguments';
import { collectInputs, isInput, markConflicts } from './inputs';
import { inspect } from './inspect';
import { loadSettings } from './load-settings';
import { makeFolder } from './make-folder';
import { runAll } from './run';
import { StopSign } from './stop';
import { watchStreams } from './streams';
import { isOnStandardOutput, prepareReport, writeReport } from './write-report';

async function anonymize(options: AnonymizeArguments): Promise<number> {
  const settings = await loadSettings(options);
  const { out, names, acceptFindings, documents, masks } = options;
  const found = collectInputs(options.inputs, out);
  if (options.report !== undefined && isInput(found, options.report)) {
    throw new UsageError(`--report: ${options.report} is an input`);
  }
  prepareOutput(options);
  const stop = new StopSign();
  stop.listen();
  const inputs = names === 'keep' ? markConflicts(found, out) : found;
  const runOptions = { out, names, acceptFindings, documents, masks, digest: options.report !== undefined };
  const reports = await runAll(inputs, settings, runOptions, stop, options.jobs, printProblem);
  const count = (status: FileReport['status']): number => reports.filter((report) => report.status === status).length;
  if (stop.aborted) {
    const unreported = options.report === undefined ? '' : ', the report is not';
    process.stderr.write(`veil: stopped: ${count('anonymized')} of ${inputs.length} files written${unreported}\n`);
    return stop.exitCode;
  }
  if (options.report !== undefined) writeReport(options.report, settings, reports);
  // What a run says must not get into a report that somebody reads from standard output.
  const isReportPrinted = options.report !== undefined && isOnStandardOutput(options.report);
  const say = (text: string): void => void (isReportPrinted ? process.stderr : process.stdout).write(text);
  const skipped = count('skipped');
  say(
    `${count('anonymized')} anonymized, ${count('refused')} refused${skipped > 0 ? `, ${skipped} skipped (not DICOM)` : ''}${inputs.length === 0 ? ': no file was found' : ''}\n`,
  );
  const atRisk = reports.filter((report) => report.warnings.some(({ code }) => PIXEL_WARNINGS.has(code))).length;
  if (atRisk > 0) say(`${atRisk} may identify by their pixels: look at them\n`);
  for (const [code, text] of DATA_WARNINGS) {
    const odd = reports.filter((report) => report.warnings.some((warning) => warning.code === code)).length;
    if (odd > 0) say(`${odd} ${text}\n`);
  }
  const checked = reports.filter(({ confirmations }) => confirmations !== undefined).length;
  if (checked > 0) say(`${checked} keep content that can't be cleaned: by your word it was checked\n`);
  const before = reports.filter((report) => report.warnings.some(({ code }) => code === 'already-deidentified')).length;
  if (before > 0) say(`${before} say that they were de-identified before: this method was added\n`);
  return count('refused') > 0 || count('anonymized') === 0 ? 1 : 0;
}

/** Text in the image, a face, or pixels that no viewer shows. */
const PIXEL_WARNINGS = new Set<WarningCode>([
  'burned-in-annotation',
  'modality-at-risk',
  'recognizable-face',
  'pixel-data-surplus',
]);

/** Pixel data of another length than described, or with something in them that nobody could take out. */
const DATA_WARNINGS: readonly (readonly [WarningCode, string])[] = [
  ['pixel-data-short', 'have fewer pixels than they say: copy or export them again'],
  ['pixel-data-trailing', 'hold bytes behind the last frame that were not looked at: masks make them zero'],
  ['side-data-left', 'keep comments or camera data in compressed frames: it is not clear where they end'],
];

/** What cannot be written is said before anything is done. @throws UsageError */
function prepareOutput({ out, report }: AnonymizeArguments): void {
  try {
    makeFolder(out);
  } catch {
    throw new UsageError(`--out: ${out} cannot be made`);
  }
  try {
    accessSync(out, constants.W_OK);
  } catch {
    throw new UsageError(`--out: no permission to write in ${out}`);
  }
  if (report !== undefined) prepareReport(report);
}

/** One line a file: path, code, message. */
function printProblem(report: FileReport): void {
  if (report.error)
    process.stderr.write(`${onOneLine(report.input ?? '')}: ${report.error.code}: ${report.error.message}\n`);
}

/** A path as it can be shown: a terminal would obey its control characters. */
function onOneLine(path: string): string {
  return path.replace(/\p{Cc}/gu, '?');
}

async function main(): Promise<number> {
  try {
    const options = parseArguments(process.argv.slice(2));
    switch (options.command) {
      case 'help':
        process.stdout.write(`${USAGE}\n`);
        return 0;
      case 'version':
        process.stdout.write(`veil ${VERSION}\n`);
        return 0;
      case 'inspect':
        return await inspect(options);
      case 'anonymize':
        return await anonymize(options);
    }
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`veil: ${onOneLine(error.message)} (veil --help tells how it is used)\n`);
    return 2;
  }
}

watchStreams();
process.exitCode = await main();
