import { CircleCheck, TriangleAlert } from 'lucide';
import type { Warning, WarningCode } from '../../../core/errors';
import { Icon } from '../../../ui/icon';
import { placeText } from '../../../ui/place';
import { plural, snake, t } from '../../../ui/text';

interface WarningsProps {
  readonly warnings: readonly Warning[];
  /** Masks can be burnt into the picture. */
  readonly maskable: boolean;
}

/** Their hints say to mask. */
const WANT_MASKS: readonly WarningCode[] = ['burned-in-annotation', 'modality-at-risk'];

/** What the user should know of a file before sharing the result. */
export function Warnings({ warnings, maskable }: WarningsProps) {
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
              maskable={maskable}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

function WarningItem({ warning, maskable }: Pick<WarningsProps, 'maskable'> & { readonly warning: Warning }) {
  const code = snake(warning.code);
  const hint = maskable || !WANT_MASKS.includes(warning.code) ? t(`warning_${code}_hint`) : t('advice_unmaskable');
  const where = [
    placeText(warning),
    warning.count !== undefined && warning.count > 1 ? plural('warning_count', warning.count) : '',
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
