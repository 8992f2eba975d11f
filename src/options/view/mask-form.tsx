import { useSignal } from '@preact/signals';
import { Check, Plus } from 'lucide';
import { useEffect, useId } from 'preact/hooks';
import type { PresetMask } from '../../settings/schema';
import type { SettingsProblem } from '../../settings/store';
import { Icon } from '../../ui/icon';
import { reasonText } from '../../ui/reason-text';
import { type MessageKey, t } from '../../ui/text';
import { draftOf, EMPTY_MASK, judgeMask, type MaskField, SIZE_TRAITS, TRAITS, type Trait } from '../state/mask-draft';
import { TypedField } from './form-field';
import { kindOfImages } from './mask-words';
import { Problem } from './problem';

const LABELS: Readonly<Record<Trait, MessageKey>> = {
  modality: 'settings_mask_modality',
  manufacturer: 'settings_mask_manufacturer',
  model: 'settings_mask_model',
  rows: 'settings_mask_image_rows',
  columns: 'settings_mask_image_columns',
};
const LINES = 3;

/**
 * Writes masks for one more kind of image, or changes those there are. What is wrong is said as it is typed, but not of
 * what was not begun.
 */
export function MaskForm(props: {
  /** To be changed. */
  readonly mask?: PresetMask;
  readonly onKeep: (mask: PresetMask) => Promise<SettingsProblem | null>;
  readonly onCancel?: () => void;
}) {
  const { mask: before, onKeep, onCancel } = props;
  const draft = useSignal(before ? draftOf(before) : EMPTY_MASK);
  const refused = useSignal<SettingsProblem | null>(null);
  const id = useId();
  const { mask, problem } = judgeMask(draft.value);
  const set = (field: MaskField, text: string) => {
    draft.value = { ...draft.value, [field]: text };
    refused.value = null;
  };
  const wrong = (field: MaskField): string =>
    problem?.at === field && draft.value[field] !== '' ? reasonText(problem.reason) : '';
  const namesNothing = draft.value.rectangles !== '' && TRAITS.every((trait) => draft.value[trait].trim() === '');
  const focusFirst = () => document.getElementById(`${id}-modality`)?.focus();
  useEffect(() => {
    if (before) focusFirst();
  }, []);
  const keep = async () => {
    if (!mask) return;
    refused.value = await onKeep(mask);
    if (refused.value || before) return;
    draft.value = EMPTY_MASK;
    focusFirst();
  };
  return (
    <form
      class="override-form"
      aria-labelledby={`${id}-title`}
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      <h4 id={`${id}-title`}>{before ? t('settings_mask_edit', kindOfImages(before.when)) : t('settings_mask_new')}</h4>
      <div class="override-fields">
        {TRAITS.map((trait) => (
          <TypedField
            key={trait}
            id={`${id}-${trait}`}
            label={t(LABELS[trait])}
            value={draft.value[trait]}
            problem={wrong(trait)}
            numeric={(SIZE_TRAITS as readonly Trait[]).includes(trait)}
            onInput={(text) => set(trait, text)}
          />
        ))}
        <TypedField
          id={`${id}-rectangles`}
          label={t('settings_mask_rectangles')}
          value={draft.value.rectangles}
          problem={wrong('rectangles')}
          placeholder="0, 0, 1024, 60"
          rows={LINES}
          wide
          mono
          hint={
            <>
              {t('settings_mask_rectangles_text')} {namesNothing && <strong>{t('settings_mask_all_images')}</strong>}
            </>
          }
          onInput={(text) => set('rectangles', text)}
        />
      </div>
      <div class="buttons">
        <button type="submit" class="button" aria-disabled={mask === undefined}>
          <Icon node={before ? Check : Plus} />
          {t(before ? 'settings_mask_keep' : 'settings_mask_new')}
        </button>
        {onCancel && (
          <button type="button" class="button" onClick={onCancel}>
            {t('cancel')}
          </button>
        )}
      </div>
      <Problem problem={refused.value} />
    </form>
  );
}
