import { useSignal } from '@preact/signals';
import { Check, Plus } from 'lucide';
import { useEffect, useId } from 'preact/hooks';
import type { PresetMask } from '../../settings/schema';
import type { SettingsProblem } from '../../settings/store';
import { Icon } from '../../ui/icon';
import { reasonText } from '../../ui/reason-text';
import { type MessageKey, t } from '../../ui/text';
import { draftOf, EMPTY_MASK, judgeMask, type MaskField, SIZE_TRAITS, TRAITS, type Trait } from '../state/mask-draft';
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
          <div key={trait} class="form-field">
            <label for={`${id}-${trait}`}>{t(LABELS[trait])}</label>
            <input
              id={`${id}-${trait}`}
              class="field"
              value={draft.value[trait]}
              inputMode={(SIZE_TRAITS as readonly Trait[]).includes(trait) ? 'numeric' : 'text'}
              autocomplete="off"
              spellcheck={false}
              aria-invalid={wrong(trait) !== ''}
              aria-describedby={`${id}-${trait}-problem`}
              onInput={(event) => set(trait, event.currentTarget.value)}
            />
            <p id={`${id}-${trait}-problem`} class="problem" aria-live="polite">
              {wrong(trait)}
            </p>
          </div>
        ))}
        <div class="form-field wide">
          <label for={`${id}-rectangles`}>{t('settings_mask_rectangles')}</label>
          <textarea
            id={`${id}-rectangles`}
            class="field mono"
            rows={LINES}
            value={draft.value.rectangles}
            placeholder="0, 0, 1024, 60"
            autocomplete="off"
            spellcheck={false}
            aria-invalid={wrong('rectangles') !== ''}
            aria-describedby={`${id}-rectangles-hint ${id}-rectangles-problem`}
            onInput={(event) => set('rectangles', event.currentTarget.value)}
          />
          <p id={`${id}-rectangles-hint`} class="soft small">
            {t('settings_mask_rectangles_text')} {namesNothing && <strong>{t('settings_mask_all_images')}</strong>}
          </p>
          <p id={`${id}-rectangles-problem`} class="problem" aria-live="polite">
            {wrong('rectangles')}
          </p>
        </div>
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
