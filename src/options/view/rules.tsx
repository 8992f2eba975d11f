import { selectorText } from '../../settings/compare';
import type { PresetOverride } from '../../settings/presets';
import { parseSelector } from '../../settings/selector';
import { t } from '../../ui/text';

/** What is done to single elements, to read. */
export function Rules({ rules }: { rules: readonly PresetOverride[] }) {
  return (
    <ul>
      {rules.map((one) => {
        const selector = parseSelector(one);
        if ('problem' in selector) return null;
        const { names, written } = selectorText(selector);
        return (
          <li key={written}>
            {names.length > 0 ? names.join(' › ') : t('settings_all_of_vr', written)}{' '}
            <span class="mono soft">{written}</span>: {t(`action_${one.action}`)}
            {one.value !== undefined && <span class="mono"> {one.value}</span>}
          </li>
        );
      })}
    </ul>
  );
}
