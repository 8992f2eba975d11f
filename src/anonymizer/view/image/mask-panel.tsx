import { BookmarkPlus } from 'lucide';
import { detailTexts } from '../../../jobs/report/detail-texts';
import { Icon } from '../../../ui/icon';
import { placeText } from '../../../ui/place';
import { plural, snake, t } from '../../../ui/text';
import type { FileView } from '../../state/file/file-view';
import { useSession } from '../context';
import { useImage } from './context';
import { LockedMaskItem, MaskItem } from './mask-item';
import { SearchStatus } from './search-status';
import { SuggestionList } from './suggestion-list';

/** The masks of the file, and all that is done with them. */
export function MaskPanel({ file }: { file: FileView }) {
  const { masks } = useImage();
  const facts = file.pixels.facts.value;
  if (!facts) return null;
  if (facts.masking === null) return <NoMasks file={file} />;
  const all = masks.masks.value;
  const { lockedMasks } = facts;
  const isMasked = all.length + lockedMasks.length > 0;
  const armed = masks.armed.value;
  return (
    <section class="mask-panel" aria-labelledby="masks-title">
      <div class="mask-head">
        <h3 id="masks-title">{t('masks')}</h3>
      </div>
      {armed && (
        <p class="mask-hint small" role="status">
          {t(armed === 'keep' ? 'mask_armed_keep' : 'mask_armed')}
        </p>
      )}
      {isMasked ? (
        <ul class="mask-list" aria-label={t('masks')}>
          {lockedMasks.map((mask) => (
            <LockedMaskItem key={JSON.stringify(mask)} mask={mask} />
          ))}
          {all.map((mask, index) => (
            <MaskItem key={mask.id} file={file} mask={mask} number={index + 1} />
          ))}
        </ul>
      ) : (
        !armed && <p class="soft small">{t('masks_none')}</p>
      )}
      {facts.masking === 'coefficients' && isMasked && <p class="soft small">{t('mask_blocks')}</p>}
      <SuggestionList />
      <SearchStatus file={file} />
      {all.length > 0 && <MaskSetActions file={file} />}
    </section>
  );
}

/** What is done with all masks together. */
function MaskSetActions({ file }: { file: FileView }) {
  const session = useSession();
  const { memory } = useImage();
  const device = file.pixels.facts.value?.origin.device;
  const series = session.masks.related(file, 'series').length;
  const alike = session.masks.related(file, 'device').length;
  return (
    <div class="mask-actions">
      {series > 0 && (
        <button type="button" class="button slim" onClick={() => session.masks.copyToOthers(file, 'series')}>
          {plural('masks_to_series', series)}
        </button>
      )}
      {alike > series && (
        <button type="button" class="button slim" onClick={() => session.masks.copyToOthers(file, 'device')}>
          {plural('masks_to_device', alike)}
        </button>
      )}
      {device &&
        (memory.holds(device, file.pixels.masks.value) ? (
          <button type="button" class="button slim quiet" onClick={() => memory.forget(device)}>
            {t('masks_forget')}
          </button>
        ) : (
          <button
            type="button"
            class="button slim quiet"
            title={t('masks_remember_title')}
            onClick={() => memory.remember(device, file.pixels.masks.value)}
          >
            <Icon node={BookmarkPlus} size={14} />
            {t('masks_remember')}
          </button>
        ))}
    </div>
  );
}

/** Why the picture can't be masked, and the way that is left. */
function NoMasks({ file }: { file: FileView }) {
  const session = useSession();
  const { maskingError: error } = file.pixels.facts.value ?? {};
  const removed = file.pixels.removed.value;
  return (
    <section class="mask-panel" aria-labelledby="masks-title">
      <div class="mask-head">
        <h3 id="masks-title">{t('masks')}</h3>
      </div>
      {error && (
        <p>
          {[t(`error_${snake(error.code)}`), ...detailTexts(error, t)].join(' ')}{' '}
          <span class="mono soft">{placeText(error)}</span>
        </p>
      )}
      <label class="check">
        <input
          type="checkbox"
          checked={removed}
          onChange={(event) => void session.masks.removePixels(file, event.currentTarget.checked)}
        />
        {t('pixels_remove')}
      </label>
    </section>
  );
}
