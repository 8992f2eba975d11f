import { Trash2 } from 'lucide';
import type { PresetMask } from '../../settings/schema';
import type { SettingsProblem } from '../../settings/store';
import { Icon } from '../../ui/icon';
import { t } from '../../ui/text';
import { MaskForm } from './mask-form';

/** What images masks are for, in a few words. */
function kindOfImages({ modality, manufacturer, model, rows, columns }: PresetMask['when']): string {
  const traits = [
    modality,
    manufacturer,
    model,
    rows && t('settings_mask_rows', rows),
    columns && t('settings_mask_columns', columns),
  ].filter(Boolean);
  return traits.length === 0 ? t('settings_mask_every') : traits.join(' · ');
}

/** The masks of a preset, for each kind of image. */
export function Masks(props: {
  readonly masks: readonly PresetMask[];
  readonly onChange: (masks: PresetMask[]) => Promise<SettingsProblem | null>;
}) {
  const { masks, onChange } = props;
  return (
    <>
      <h3 id="masks-title" tabIndex={-1}>
        {t('settings_masks')}
      </h3>
      <p class="soft small">{t('settings_masks_text')}</p>
      {masks.length === 0 && <p class="soft">{t('settings_no_masks')}</p>}
      <ul class="preset-masks">
        {masks.map(({ when, rectangles }, index) => {
          const kind = kindOfImages(when);
          return (
            <li key={JSON.stringify([when, rectangles])}>
              <div>
                {kind}
                <ul class="small soft">
                  {rectangles.map((rectangle) => (
                    <li key={rectangle.join()}>{t('mask_place', ...rectangle)}</li>
                  ))}
                </ul>
              </div>
              <button
                type="button"
                class="button slim square"
                aria-label={t('settings_mask_delete', kind)}
                title={t('settings_mask_delete', kind)}
                onClick={() => {
                  // The button goes with its masks: what follows is read from here.
                  document.getElementById('masks-title')?.focus();
                  void onChange(masks.filter((_, at) => at !== index));
                }}
              >
                <Icon node={Trash2} size={14} />
              </button>
            </li>
          );
        })}
      </ul>
      <MaskForm onAdd={(mask) => onChange([...masks, mask])} />
    </>
  );
}
