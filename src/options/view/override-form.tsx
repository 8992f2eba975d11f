import { useSignal } from '@preact/signals';
import { Plus } from 'lucide';
import { useId } from 'preact/hooks';
import type { ActionName } from '../../core/deident/rules/rule';
import { vrName } from '../../core/dicom/vr';
import { elementOf } from '../../settings/find-elements';
import type { PresetOverride } from '../../settings/presets';
import { selectedVr } from '../../settings/selector';
import type { SettingsProblem } from '../../settings/store';
import { afterPress } from '../../ui/after-press';
import { Icon } from '../../ui/icon';
import { reasonText, valueReasonText } from '../../ui/reason-text';
import { t } from '../../ui/text';
import { type Draft, type DraftField, type DraftKind, EMPTY_DRAFT, judgeDraft } from '../state/override-draft';
import { ElementCombobox, ElementFacts } from './element-combobox';
import { FormField, TypedField } from './form-field';
import { Problem } from './problem';

const KINDS: readonly DraftKind[] = ['element', 'private', 'vr'];
/** In the order of the alphabet, as PS3.5 lists them. */
const VRS =
  'AE AS AT CS DA DS DT FD FL IS LO LT OB OD OF OL OV OW PN SH SL SQ SS ST SV TM UC UI UL UN UR US UT UV'.split(' ');

/** Writes one more override. What is wrong is said as it is typed, but not of what was not begun. */
export function OverrideForm(props: {
  readonly others: readonly PresetOverride[];
  readonly organization: string | undefined;
  readonly onAdd: (override: PresetOverride) => Promise<SettingsProblem | null>;
}) {
  const { others, organization, onAdd } = props;
  const draft = useSignal<Draft>(EMPTY_DRAFT);
  /** What has been typed may be judged: while elements are being looked for, it is not finished. */
  const touched = useSignal(false);
  const refused = useSignal<SettingsProblem | null>(null);
  const id = useId();
  const { selector, actions, action, override, problem } = judgeDraft(draft.value, others, organization);
  const set = (change: Partial<Draft>) => {
    draft.value = { ...draft.value, ...change };
    touched.value = true;
    refused.value = null;
  };
  const { kind, tag, privateCreator, vr, value } = draft.value;
  const nameOfVr = selector ? vrName(selectedVr(selector)) : '';
  const wrong = (field: DraftField): string => {
    const isEmpty = { tag, privateCreator, vr, value: 'x' }[field] === '';
    if (!touched.value || problem?.at !== field || isEmpty) return '';
    return field === 'value' ? valueReasonText(problem.reason, nameOfVr) : reasonText(problem.reason);
  };
  const element = kind === 'element' ? elementOf(lastOf(tag)) : undefined;
  const add = async () => {
    touched.value = true;
    if (!override) return;
    refused.value = await onAdd(override);
    if (refused.value) return;
    draft.value = { ...EMPTY_DRAFT, kind };
    touched.value = false;
    document.getElementById(`${id}-${kind === 'vr' ? 'vr' : 'tag'}`)?.focus();
  };
  return (
    <form
      class="override-form"
      aria-labelledby={`${id}-title`}
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <h4 id={`${id}-title`}>{t('settings_add_rule')}</h4>
      <fieldset class="choices">
        <legend class="hidden-visually">{t('settings_rule_for')}</legend>
        {KINDS.map((one) => (
          <label key={one}>
            <input type="radio" name={`${id}-kind`} checked={kind === one} onChange={() => set({ kind: one })} />
            {t(`settings_rule_${one}`)}
          </label>
        ))}
      </fieldset>
      <div class="override-fields">
        {kind === 'vr' && (
          <FormField id={`${id}-vr`} label={t('column_vr')} problem={wrong('vr')}>
            <select
              id={`${id}-vr`}
              class="field"
              value={vr}
              aria-describedby={`${id}-vr-problem`}
              onChange={(event) => set({ vr: event.currentTarget.value })}
            >
              <option value="" />
              {VRS.map((one) => (
                <option key={one} value={one}>
                  {one}
                </option>
              ))}
            </select>
          </FormField>
        )}
        {kind === 'element' && (
          <FormField
            id={`${id}-tag`}
            label={t('settings_element')}
            problem={wrong('tag')}
            hint={element ? <ElementFacts element={element} /> : ''}
            wide
          >
            <ElementCombobox
              id={`${id}-tag`}
              value={tag}
              invalid={wrong('tag') !== ''}
              describedBy={`${id}-tag-hint ${id}-tag-problem`}
              onInput={(text) => {
                set({ tag: text });
                touched.value = elementOf(lastOf(text)) !== undefined;
              }}
              onLeave={() =>
                afterPress(() => {
                  touched.value = true;
                })
              }
            />
          </FormField>
        )}
        {kind === 'private' && (
          <>
            <TypedField
              id={`${id}-tag`}
              label={t('settings_private_tag')}
              value={tag}
              problem={wrong('tag')}
              placeholder="(0019,xx10)"
              mono
              wide
              onInput={(text) => set({ tag: text })}
            />
            <TypedField
              id={`${id}-creator`}
              label={t('settings_creator')}
              value={privateCreator}
              problem={wrong('privateCreator')}
              placeholder="GEMS_ACQU_01"
              onInput={(text) => set({ privateCreator: text })}
            />
          </>
        )}
        <FormField id={`${id}-action`} label={t('column_action')}>
          <select
            id={`${id}-action`}
            class="field"
            value={action ?? ''}
            disabled={actions.length === 0}
            onChange={(event) => set({ action: event.currentTarget.value as ActionName })}
          >
            {actions.map((one) => (
              <option key={one} value={one}>
                {t(`action_${one}`)}
              </option>
            ))}
          </select>
        </FormField>
        {action === 'replace' && (
          <TypedField
            id={`${id}-value`}
            label={t('column_new_value')}
            value={value}
            problem={wrong('value')}
            hint={t('settings_value_text')}
            wide
            onInput={(text) => set({ value: text })}
          />
        )}
      </div>
      <button type="submit" class="button" aria-disabled={override === undefined}>
        <Icon node={Plus} />
        {t('settings_add')}
      </button>
      <Problem problem={refused.value} />
    </form>
  );
}

/** The element that a path ends in. */
function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}
