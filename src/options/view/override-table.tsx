import { Trash2 } from 'lucide';
import type { Selector } from '../../core/deident/rules/override';
import type { Policy } from '../../core/deident/rules/policy';
import type { ActionName } from '../../core/deident/rules/rule';
import { vrName } from '../../core/dicom/vr';
import { deedOf } from '../../jobs/table/deed';
import { outcomeUnder, selectorText } from '../../settings/compare';
import type { PresetOverride } from '../../settings/presets';
import { actionsForSelector, parseSelector, selectedVr } from '../../settings/selector';
import type { SettingsProblem } from '../../settings/store';
import { Icon } from '../../ui/icon';
import { snake, t } from '../../ui/text';
import { TextField } from './text-field';

/** The elements that a preset treats otherwise than its base, each beside what the base does. */
export function OverrideTable(props: {
  readonly overrides: readonly PresetOverride[];
  /** With the options of the preset, without its overrides. */
  readonly base: Policy;
  readonly baseName: string;
  readonly onChange: (before: PresetOverride, after: PresetOverride) => Promise<SettingsProblem | null>;
  readonly onRemove: (override: PresetOverride) => Promise<void>;
}) {
  const { overrides, base, baseName, onChange, onRemove } = props;
  if (overrides.length === 0) return <p class="soft">{t('settings_no_rules')}</p>;
  return (
    <div class="table-scroll">
      <table class="overrides">
        <thead>
          <tr>
            <th scope="col">{t('settings_element')}</th>
            <th scope="col">{t('settings_base_does', baseName)}</th>
            <th scope="col">{t('settings_here')}</th>
            <th>
              <span class="hidden-visually">{t('settings_delete')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {overrides.map((override) => {
            const selector = parseSelector(override);
            if ('problem' in selector) return null;
            const { written } = selectorText(selector);
            return (
              <Row
                key={written}
                override={override}
                selector={selector}
                base={base}
                baseName={baseName}
                onChange={(changed) => onChange(override, changed)}
                onRemove={() => void onRemove(override)}
              />
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Row(props: {
  readonly override: PresetOverride;
  readonly selector: Selector;
  readonly base: Policy;
  readonly baseName: string;
  readonly onChange: (override: PresetOverride) => Promise<SettingsProblem | null>;
  readonly onRemove: () => void;
}) {
  const { override, selector, base, baseName, onChange, onRemove } = props;
  const { names, written } = selectorText(selector);
  const vr = vrName(selectedVr(selector));
  const name = names.length > 0 ? names.join(' › ') : t('settings_all_of_vr', written);
  const before = outcomeUnder(base, selector);
  const { tag, vr: ofVr, privateCreator, action } = override;
  const named = { ...(tag && { tag }), ...(ofVr && { vr: ofVr }), ...(privateCreator && { privateCreator }) };
  return (
    <tr>
      <th scope="row">
        {name}
        {selector.element.kind !== 'vr' && (
          <span class="small soft">
            <span class="mono">{written}</span> {vr}
          </span>
        )}
      </th>
      <td data-label={t('settings_base_does', baseName)}>
        {before ? t(`action_${deedOf(before)}`) : t('settings_depends')}
        {before && (
          <span class="small soft">
            {before.code && before.decider === 'profile'
              ? t('decider_profile_code', before.code)
              : t(`decider_${snake(before.decider)}`)}
          </span>
        )}
      </td>
      <td data-label={t('settings_here')}>
        <select
          class="field"
          aria-label={t('action_for', name)}
          value={action}
          onChange={(event) => {
            const chosen = event.currentTarget.value as ActionName;
            void onChange({ ...named, action: chosen, ...(chosen === 'replace' && { value: '' }) });
          }}
        >
          {actionsForSelector(selector).map((one) => (
            <option key={one} value={one}>
              {t(`action_${one}`)}
            </option>
          ))}
        </select>
        {action === 'replace' && (
          <TextField
            label={t('new_value_for', name)}
            value={override.value ?? ''}
            onCommit={(value) => onChange({ ...named, action, value })}
          />
        )}
      </td>
      <td>
        <button
          type="button"
          class="button slim square"
          aria-label={t('settings_delete_named', name)}
          title={t('settings_delete_named', name)}
          onClick={onRemove}
        >
          <Icon node={Trash2} size={14} />
        </button>
      </td>
    </tr>
  );
}
