import { CircleMinus, CircleX, RotateCcw } from 'lucide';
import type { ErrorCode, PlainError } from '../../../core/errors';
import { detailTexts } from '../../../jobs/report/detail-texts';
import { Icon } from '../../../ui/icon';
import { placeText } from '../../../ui/place';
import { snake, t } from '../../../ui/text';
import type { FileView } from '../../state/file/file-view';
import { useSession } from '../context';
import { ContentChoices, decidable } from './content-decision';

/** Errors that may not come again. */
const PASSING: readonly ErrorCode[] = ['cancelled', 'unreadable', 'internal', 'not-written'];

/** Why a file was refused, where, and what to do. */
export function Refusal({ file, error }: { file: FileView; error: PlainError }) {
  const session = useSession();
  const code = snake(error.code);
  const details = [...detailTexts(error, t), placeText(error)].filter((text) => text !== '');
  const skipped = file.verdict.value === 'skipped';
  const content = decidable(error.code);
  return (
    <div class={skipped || error.code === 'cancelled' ? 'refusal calm' : 'refusal'} role="alert">
      <Icon node={skipped ? CircleMinus : CircleX} size={32} />
      <h2>{t(`error_${code}`)}</h2>
      <p class="soft refusal-file">{file.name}</p>
      {details.length > 0 && <p class="mono">{details.join(' · ')}</p>}
      <h3>{t('error_what_to_do')}</h3>
      {content ? <ContentChoices file={file} kind={content} /> : <p>{t(`error_${code}_hint`)}</p>}
      {PASSING.includes(error.code) && (
        <button type="button" class="button" onClick={() => session.opener.retry(file)}>
          <Icon node={RotateCcw} />
          {t('retry')}
        </button>
      )}
    </div>
  );
}
