import type { PresetMask } from '../../settings/schema';
import { t } from '../../ui/text';

/** What images masks are for, in a few words. */
export function kindOfImages({ modality, manufacturer, model, rows, columns }: PresetMask['when']): string {
  const traits = [
    modality,
    manufacturer,
    model,
    rows && t('settings_mask_rows', rows),
    columns && t('settings_mask_columns', columns),
  ].filter(Boolean);
  return traits.length === 0 ? t('settings_mask_every') : traits.join(' · ');
}

/** Masks for one kind of image, to read. */
export function MaskWords({ mask: { when, rectangles } }: { mask: PresetMask }) {
  return (
    <div>
      {kindOfImages(when)}
      <ul class="small soft">
        {rectangles.map((rectangle) => (
          <li key={rectangle.join()}>{t('mask_place', ...rectangle)}</li>
        ))}
      </ul>
    </div>
  );
}
