import type { ReadonlySignal } from '@preact/signals';
import { CircleHelp, Info } from 'lucide';
import type { Theme } from '../../settings/carried';
import { Icon } from '../../ui/icon';
import { Locked } from '../../ui/locked';
import { presetName } from '../../ui/preset-text';
import { t } from '../../ui/text';
import { ThemeButton } from '../../ui/theme';
import { useSession } from './context';
import { MoreMenu } from './more-menu';
import { ChooseButtons } from './open/choose';
import { PresetOptions } from './settings/preset-options';
import { presetKeeps } from './settings/preset-text';

export interface TopBarProps {
  readonly icon: string;
  readonly optionsUrl: string;
  readonly panelUrl: string;
  readonly conformanceUrl: string;
  readonly theme: ReadonlySignal<Theme>;
  readonly onTheme: (theme: Theme) => void;
  readonly helpOpen: boolean;
  readonly onHelp: () => void;
}

export function TopBar(props: TopBarProps) {
  const { icon, optionsUrl, panelUrl, conformanceUrl, theme, onTheme, helpOpen, onHelp } = props;
  const { configuration, files } = useSession();
  const loaded = files.all.value.length > 0;
  return (
    <div class="top-bar">
      <h1 class="brand">
        <img src={icon} alt="" />
        Veil
      </h1>
      <div class="preset">
        <label for="preset">{t('preset')}</label>
        <select
          id="preset"
          class="field"
          value={configuration.preset.value}
          aria-describedby="preset-keeps"
          onChange={(event) => void configuration.choosePreset(event.currentTarget.value)}
        >
          {configuration.presets.value.map(({ id }) => (
            <option key={id} value={id}>
              {presetName(id, configuration.inForce.value)}
            </option>
          ))}
        </select>
        {configuration.inForce.value.rules.allowedPresets && <Locked short />}
        <PresetOptions />
        <p id="preset-keeps" class="soft small">
          {presetKeeps(configuration)}
        </p>
      </div>
      {loaded && <ChooseButtons />}
      <ThemeButton theme={theme} onChange={onTheme} />
      {loaded && (
        <button
          type="button"
          class="button quiet"
          aria-label={t('help')}
          title={t('help')}
          aria-expanded={helpOpen}
          onClick={onHelp}
        >
          <Icon node={CircleHelp} />
          <span class="button-text">{t('help')}</span>
        </button>
      )}
      <MoreMenu
        optionsUrl={optionsUrl}
        panelUrl={panelUrl}
        conformanceUrl={`${conformanceUrl}?preset=${configuration.preset.value}`}
        onHelp={onHelp}
      />
    </div>
  );
}

export function Disclaimer() {
  return (
    <p class="disclaimer" role="note">
      <Icon node={Info} size={14} />
      {t('disclaimer')}
    </p>
  );
}
