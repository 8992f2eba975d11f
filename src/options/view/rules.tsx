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
        const { kind } = selector.element;
        return (
          <li key={written}>
            {kind === 'vr' && t('settings_all_of_vr', written)}
            {/* A private element is called by its creator, which is written behind its tag. */}
            {kind !== 'vr' && kind !== 'private' && `${names.join(' › ')} `}
            {kind !== 'vr' && <span class="mono soft">{written}</span>}: {t(`action_${one.action}`)}
            {one.value !== undefined && <span class="mono"> {one.value}</span>}
          </li>
        );
      })}
    </ul>
  );
}
