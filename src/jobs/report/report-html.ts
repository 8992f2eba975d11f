/** The report as a page to print: one file without scripts, fonts or pictures, that may load nothing. */
import type { ActionName } from '../../core/deident/rules/rule';
import type { PlainError, Warning } from '../../core/errors';
import type { Mask } from '../../core/pixel/mask';
import type { ChoosableOption } from '../../settings/options';
import { countsFrames } from './counts-frames';
import { detailTexts } from './detail-texts';
import { html, Markup } from './markup';
import { type MessageKey, snake, type Texts } from './message-key';
import { OPTION_KEYS } from './option-keys';
import { placeText } from './place-text';
import type { FileReport, NotChecked, Report } from './report';

const STYLE = new Markup(`
:root { color-scheme: light; }
@page { size: A4; margin: 18mm 16mm; }
body { max-width: 178mm; margin: 0 auto; padding: 8mm; color: #172023; background: #fff;
  font: 10.5pt/1.45 system-ui, -apple-system, "Segoe UI", sans-serif; overflow-wrap: anywhere; }
@media print { body { padding: 0; } }
h1 { margin: 0 0 2mm; font-size: 18pt; }
h2 { margin: 8mm 0 2mm; font-size: 13pt; break-after: avoid; }
h3 { margin: 3mm 0 1mm; font-size: 10.5pt; break-after: avoid; }
p { margin: 0 0 2mm; }
ul { margin: 0 0 2mm; padding-left: 5mm; }
dl { display: grid; grid-template-columns: 42mm 1fr; gap: 1mm 4mm; margin: 0 0 3mm; }
dt { color: #526066; }
dd { margin: 0; }
article { margin-top: 4mm; padding-top: 3mm; border-top: 1px solid #dde3e5; break-inside: avoid; }
article h2 { margin-top: 0; }
code { font: 9pt ui-monospace, Consolas, "DejaVu Sans Mono", monospace; }
.outcome { padding: 2mm 3mm; border: 1px solid #84939a; border-radius: 1.5mm; font-weight: 600; }
.soft { color: #526066; }
`);

/** The whole report, in the language of the texts. */
export function reportHtml(report: Report, t: Texts): string {
  const { files, software } = report;
  const notChecked = new Set(files.flatMap((file) => file.notChecked ?? []));
  return html`<!doctype html>
<html lang="${t('language')}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${t('report_title')}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${t('report_title')}</h1>
<p class="outcome">${t(`report_outcome_${snake(report.outcome)}`)}</p>
<dl>
${fact(t('report_software'), software)}
${fact(t('report_profile'), t('report_profile_edition', report.profile.standard, report.profile.edition))}
${fact(t('preset'), t('report_preset', report.preset.name, report.preset.id, report.preset.version))}
${fact(t('report_options'), optionList(report, t))}
${fact(t('files'), totals(files, t))}
${report.time !== undefined && fact(t('report_time'), moment(report.time, t))}
</dl>
<h2>${t('report_not_checked')}</h2>
<ul>${[...notChecked].map((what) => html`<li>${notCheckedText(what, t)}</li>`)}</ul>
<p>${t('report_limits')}</p>
${files.map((file, index) => article(file, files.length > 1 ? index + 1 : 0, report.profile.code, t))}
</main>
</body>
</html>
`.text;
}

function fact(name: string, value: Markup | string | readonly Markup[]): Markup {
  return html`<dt>${name}</dt><dd>${value}</dd>`;
}

function notCheckedText(what: NotChecked, t: Texts): string {
  return t(`report_not_checked_${snake(what)}`);
}

function optionList({ options }: Report, t: Texts): Markup | string {
  if (options.length === 0) return t('report_options_none');
  return html`<ul>${options.map((option) => html`<li>${optionText(option, t)}</li>`)}</ul>`;
}

/** An option by its name for people, and by code and meaning of CID 7050, as the files name it. */
function optionText({ name, code, meaning }: Report['options'][number], t: Texts): Markup {
  const coded = html`<code>${code}</code> <span class="soft" lang="en">${meaning}</span>`;
  return name in OPTION_KEYS ? html`${t(`option_${OPTION_KEYS[name as ChoosableOption]}`)} ${coded}` : coded;
}

/** A moment as people write it, in UTC: where it was made is nobody's business. */
function moment(iso: string, t: Texts): Markup {
  const format = new Intl.DateTimeFormat(t('language'), { dateStyle: 'long', timeStyle: 'long', timeZone: 'UTC' });
  return html`<time datetime="${iso}">${format.format(new Date(iso))}</time>`;
}

function totals(files: readonly FileReport[], t: Texts): string {
  const count = (status: FileReport['status']): number => files.filter((file) => file.status === status).length;
  return t('report_totals', count('anonymized'), count('refused'), count('skipped'));
}

/**
 * @param number - of the file in its report, 0 where there is only one
 * @param basic - code of the Basic Profile
 */
function article(file: FileReport, number: number, basic: string, t: Texts): Markup {
  const { output, sha256, verified } = file;
  const counts = Object.entries(file.counts) as readonly (readonly [ActionName, number])[];
  return html`<article>
<h2>${number > 0 ? t('report_file', number) : t('report_the_file')}</h2>
<dl>
${file.input !== undefined && fact(t('report_input'), file.input)}
${output !== null && fact(t('report_output'), output)}
${fact(t('report_status'), t(`report_status_${file.status}`))}
${file.error && fact(t('report_reason'), errorText(file.error, t))}
${sha256 !== undefined && fact('SHA-256', html`<code>${sha256}</code>`)}
${file.methodCodes && fact(t('report_codes'), methodLine(file.methodCodes, basic, t))}
${counts.length > 0 && fact(t('report_counts'), counts.map(([action, count]) => t('report_count', t(action === 'replace' ? 'report_replaced' : `action_${action}`), count)).join(' · '))}
${verified && fact(t('report_verified'), t('result_checked', verified.elements, verified.identifiers))}
</dl>
${section(
  'findings',
  file.findings.map((finding) => findingLine(finding, t)),
  t,
)}
${section('report_decisions', decisions(file, t), t)}
${section(
  'report_masks',
  (file.masks ?? []).map((mask) => maskLine(mask, t)),
  t,
)}
${section(
  'warnings',
  file.warnings.map((warning) => warningLine(warning, t)),
  t,
)}
</article>
`;
}

/** The codes; and whether the profile itself is not among them, since somebody keeps what it would not. */
function methodLine(codes: readonly string[], basic: string, t: Texts): string {
  const list = codes.join(', ');
  return codes.includes(basic) ? list : [t('report_not_claimed', basic), list].filter(Boolean).join(' ');
}

function section(title: MessageKey, lines: readonly Markup[], t: Texts): Markup | undefined {
  if (lines.length === 0) return undefined;
  return html`<h3>${t(title)}</h3><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}

function findingLine({ kind, path, confirmed }: FileReport['findings'][number], t: Texts): Markup {
  const who = t(confirmed === undefined ? 'report_unconfirmed' : `report_confirmed_${snake(confirmed)}`);
  return html`<code>${path}</code> ${t(`finding_${snake(kind)}`)}. ${who}`;
}

function maskLine({ x, y, width, height, frames }: Mask, t: Texts): Markup {
  const place = t('report_mask', x, y, width, height);
  const on = frames ? t('report_mask_frames', frames.first + 1, frames.last + 1) : t('report_mask_all_frames');
  return html`${place}, ${on}`;
}

function decisions(file: FileReport, t: Texts): readonly Markup[] {
  const { removedContent = [], confirmations = [], pixelsRemoved } = file;
  return [
    ...(pixelsRemoved ? [html`${t('report_pixels_removed')}`] : []),
    ...removedContent.map((kind) => html`${t(`report_removed_${snake(kind)}`)}`),
    ...confirmations.map((name) => html`${t(`report_confirmation_${snake(name)}`)} <code>${name}</code>`),
  ];
}

function warningLine(warning: Warning, t: Texts): Markup {
  const { count = 1 } = warning;
  const where = [
    placeText(warning, t),
    count > 1 ? t(countsFrames(warning) ? 'image_frame_count' : 'warning_count', count) : '',
  ];
  const text = where.filter((part) => part !== '').join(', ');
  return html`${t(`warning_${snake(warning.code)}`)} ${text !== '' && html`<span class="soft">${text}</span>`}`;
}

function errorText(error: PlainError, t: Texts): string {
  return [t(`error_${snake(error.code)}`), ...detailTexts(error, t), placeText(error, t)].filter(Boolean).join(' ');
}
