/** Reports of the page's files: no name or path of an original is in them. */

import type { Result } from '../../../jobs/engine-api';
import { type FileReport, makeReport, type Report, type ReportHead, reportJson } from '../../../jobs/report/report';
import { reportHtml } from '../../../jobs/report/report-html';
import { builtInPreset } from '../../../settings/presets';
import { snake, t } from '../../../ui/text';
import { type FileView, findingKey } from '../file/file-view';

/** @param name - of the new file, as the user gets it */
export function reportOf(file: FileView, result: Result, name: string, sha256: string): FileReport {
  const confirmed = file.confirmed.value;
  const findings = result.facts.findings.map((finding) => {
    return confirmed.has(findingKey(finding)) ? ({ ...finding, confirmed: 'checked' } as const) : finding;
  });
  return { ...result.facts, findings, output: name, status: 'anonymized', sha256 };
}

/** A file without a result, as a report of all files names it: by its reason alone. */
export function reportOfRefused(file: FileView, preset: string): FileReport {
  const error = file.error.value;
  return {
    preset,
    output: null,
    status: file.verdict.value === 'skipped' ? 'skipped' : 'refused',
    counts: {},
    findings: [],
    warnings: [],
    ...(error && { error: { ...error, message: t(`error_${snake(error.code)}`) } }),
  };
}

export function pageReport(head: ReportHead, files: readonly FileReport[], time?: string): Report {
  const { preset } = head;
  const builtIn = builtInPreset(preset.id);
  const name = builtIn ? t(`preset_${snake(builtIn.id)}`) : preset.name;
  return makeReport({ ...head, preset: { ...preset, name } }, files, time);
}

export type ReportForm = 'html' | 'json';

export function reportBlob(report: Report, form: ReportForm): Blob {
  return form === 'html'
    ? new Blob([reportHtml(report, t)], { type: 'text/html' })
    : new Blob([reportJson(report)], { type: 'application/json' });
}
