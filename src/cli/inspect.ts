import { newSopInstanceUid, planFileMeta } from '../core/deident/plan/file-meta-plan';
import { describedIfPossible } from '../core/deident/plan/pixel-plan';
import { planWarnings } from '../core/deident/plan/plan-warnings';
import { DicomError } from '../core/errors';
import type { ElementRow } from '../jobs/engine-api';
import { Job } from '../jobs/job';
import { ElementList } from '../jobs/table/element-list';
import { VERSION_NAME } from '../jobs/version';
import type { InspectArguments } from './arguments';
import { FileSource } from './file-source';
import { loadSettings } from './load-settings';
import { errorText } from './messages';

const ALL = { search: '', category: 'all', outcome: 'all' } as const;
const LONGEST_COLUMN = 40;

/** Prints the elements of a file and what the preset would do to each. @returns the exit code */
export async function inspect(options: InspectArguments): Promise<number> {
  const { policy, key, settings } = await loadSettings(options);
  const job = new Job(policy, key, settings.organization);
  let source: FileSource | undefined;
  try {
    source = FileSource.open(options.file);
    const dataSet = await job.read(source);
    const plan = job.plan(dataSet, undefined, options.documents);
    const meta = planFileMeta(dataSet, newSopInstanceUid(plan), job.pseudonyms, VERSION_NAME);
    const list = new ElementList(plan, meta, () => false);
    list.setAllExpanded(true);
    const { rows } = list.page(ALL, 0, Number.MAX_SAFE_INTEGER);
    if (options.json) {
      const warnings = planWarnings(plan, describedIfPossible(dataSet));
      const elements = rows.filter((row) => row.kind !== 'item').map(toJson);
      process.stdout.write(
        `${JSON.stringify({ preset: policy.presetId, transferSyntax: dataSet.syntax.uid, warnings, counts: list.counts(), elements }, null, 1)}\n`,
      );
    } else process.stdout.write(rows.map((row) => `${toLine(row)}\n`).join(''));
    return 0;
  } catch (error) {
    if (!(error instanceof DicomError)) throw error;
    process.stderr.write(`${options.file}: ${error.code}: ${errorText(error)}\n`);
    return 1;
  } finally {
    source?.close();
  }
}

function toJson(row: ElementRow) {
  const { path, tag, keyword, name, vr, original, newValue, outcome, action, code, decidedBy, category } = row;
  return { path, tag, keyword, name, vr, original, newValue, outcome, action, code, decidedBy, category };
}

function toLine(row: ElementRow): string {
  const indent = '  '.repeat(row.depth);
  if (row.kind === 'item') return `${indent}${row.name}`;
  const value = row.binary ? `<${row.bytes} bytes>` : row.original;
  const what = `${indent}${row.tag} ${row.vr.padEnd(2)} ${row.name}`;
  const why = row.code === '' ? row.decidedBy : `${row.decidedBy} ${row.code}`;
  const after = row.newValue === '' ? '' : ` -> ${shorten(row.newValue)}`;
  return `${what.padEnd(60)} ${row.outcome.padEnd(8)} ${`(${why})`.padEnd(22)} ${shorten(value)}${after}`.trimEnd();
}

/** One line, without the control characters that a terminal would obey. */
function shorten(text: string): string {
  const line = text.replace(/\p{Cc}+/gu, ' ');
  return line.length > LONGEST_COLUMN ? `${line.slice(0, LONGEST_COLUMN - 1)}…` : line;
}
