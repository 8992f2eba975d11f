import { useSignal } from '@preact/signals';
import { Pencil, Trash2 } from 'lucide';
import type { PresetMask } from '../../settings/schema';
import type { SettingsProblem } from '../../settings/store';
import { Icon } from '../../ui/icon';
import { t } from '../../ui/text';
import { MaskForm } from './mask-form';
import { kindOfImages, MaskWords } from './mask-words';
import { focusTitle } from './section';

/** The masks of a preset, for each kind of image. */
export function Masks(props: {
  readonly masks: readonly PresetMask[];
  /** Without `before`, they are for one more kind of image. */
  readonly onChange: (before: PresetMask | null, after: PresetMask) => Promise<SettingsProblem | null>;
  readonly onRemove: (mask: PresetMask) => void;
}) {
  const { masks, onChange, onRemove } = props;
  const edited = useSignal('');
  const isEditing = masks.some((mask) => JSON.stringify(mask) === edited.value);
  const close = () => {
    edited.value = '';
    focusTitle('masks');
  };
  return (
    <>
      <h3 id="masks-title" tabIndex={-1}>
        {t('settings_masks')}
      </h3>
      <p class="soft small">{t('settings_masks_text')}</p>
      {masks.length === 0 && <p class="soft">{t('settings_no_masks')}</p>}
      <ul class="preset-masks">
        {masks.map((mask) => {
          const written = JSON.stringify(mask);
          const kind = kindOfImages(mask.when);
          if (edited.value === written) {
            return (
              <li key={written}>
                <MaskForm
                  mask={mask}
                  onCancel={close}
                  onKeep={async (after) => {
                    const problem = await onChange(mask, after);
                    if (!problem) close();
                    return problem;
                  }}
                />
              </li>
            );
          }
          return (
            <li key={written}>
              <MaskWords mask={mask} />
              <div class="preset-tools">
                <button
                  type="button"
                  class="button slim square"
                  aria-label={t('settings_mask_edit', kind)}
                  title={t('settings_mask_edit', kind)}
                  onClick={() => {
                    edited.value = written;
                  }}
                >
                  <Icon node={Pencil} size={14} />
                </button>
                <button
                  type="button"
                  class="button slim square"
                  aria-label={t('settings_mask_delete', kind)}
                  title={t('settings_mask_delete', kind)}
                  onClick={() => onRemove(mask)}
                >
                  <Icon node={Trash2} size={14} />
                </button>
              </div>
            </li>
          );
        })}
      </ul>
      {!isEditing && <MaskForm onKeep={(mask) => onChange(null, mask)} />}
    </>
  );
}
