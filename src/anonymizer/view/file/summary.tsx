import type { FileSummary } from '../../../jobs/engine-api';
import { bytes, type MessageKey, t } from '../../../ui/text';

/** A date of the standard (YYYYMMDD) as people write it; anything else as it is. */
function dateText(value: string): string {
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(value.trim());
  return match ? `${match[1]}-${match[2]}-${match[3]}` : value;
}

function lines(summary: FileSummary): readonly (readonly [MessageKey, string])[] {
  return [
    ['patient', summary.patientName.replaceAll('^', ' ').trim()],
    ['patient_id', summary.patientId],
    ['birth_date', dateText(summary.birthDate)],
    ['sex', summary.sex],
    ['study', [dateText(summary.studyDate), summary.studyDescription].filter(Boolean).join(' · ')],
    ['series', summary.seriesDescription],
    ['modality', summary.modality],
    ['object', summary.sopClass],
    ['transfer_syntax', summary.transferSyntax],
    ['size', bytes(summary.sizeInBytes)],
  ];
}

/** What a clinician knows the file by. */
export function Summary({ summary }: { summary: FileSummary }) {
  return (
    <section class="card summary" aria-labelledby="summary-title">
      <div class="card-head">
        <h2 id="summary-title">{t('summary')}</h2>
        <span class="soft small">{t('summary_note')}</span>
      </div>
      <dl>
        {lines(summary).map(([key, value]) => (
          <div key={key}>
            <dt>{t(key)}</dt>
            <dd>{value || <span class="soft">{t('not_given')}</span>}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
