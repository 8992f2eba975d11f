import { CircleCheck, TriangleAlert } from 'lucide';
import type { Warning, WarningCode } from '../../../core/errors';
import { countsFrames } from '../../../jobs/report/counts-frames';
import { Icon } from '../../../ui/icon';
import { placeText } from '../../../ui/place';
import { plural, snake, t } from '../../../ui/text';
import type { Remedy } from '../../state/image/pixel-state';

interface WarningsProps {
  readonly warnings: readonly Warning[];
  readonly remedy: Remedy;
}

/** Their hints say what to do about text in the picture. */
const OF_TEXT: readonly WarningCode[] = ['burned-in-annotation', 'modality-at-risk'];

/** What the user should know of a file before sharing the result. */
export function Warnings({ warnings, remedy }: WarningsProps) {
  return (
    <section class="card warnings" aria-labelledby="warnings-title">
      <div class="card-head">
        <h2 id="warnings-title">{t('warnings')}</h2>
        {warnings.length > 0 && <span class="badge">{warnings.length}</span>}
      </div>
      {warnings.length === 0 ? (
        <p class="calm soft">
          <Icon node={CircleCheck} />
          {t('warnings_none')}
        </p>
      ) : (
        <ul>
          {warnings.map((warning) => (
            <WarningItem
              key={`${warning.code} ${warning.offset ?? ''} ${warning.tag ?? ''}`}
              warning={warning}
              remedy={remedy}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

function WarningItem({ warning, remedy }: Pick<WarningsProps, 'remedy'> & { readonly warning: Warning }) {
  const code = snake(warning.code);
  const hint = t(
    OF_TEXT.includes(warning.code) && remedy !== 'mask-or-confirm' ? `advice_${snake(remedy)}` : `warning_${code}_hint`,
  );
  const where = [
    placeText(warning),
    warning.count !== undefined && warning.count > 1 ? countText(warning, warning.count) : '',
  ].filter(Boolean);
  return (
    <li>
      <Icon node={TriangleAlert} />
      <div>
        <p class="warning-text">{t(`warning_${code}`)}</p>
        <p class="soft">{hint}</p>
        {where.length > 0 && <p class="mono soft">{where.join(' · ')}</p>}
      </div>
    </li>
  );
}

function countText(warning: Warning, count: number): string {
  return countsFrames(warning) ? t('image_frame_count', count) : plural('warning_count', count);
}
