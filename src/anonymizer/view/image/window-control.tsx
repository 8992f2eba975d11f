import { t } from '../../../ui/text';
import { useImage } from './context';
import { presetIndex, round, windowPresets } from './window-presets';

const OWN = 'own';

/** The window by its name, and by its two numbers. */
export function WindowControl({ modality }: { modality: string }) {
  const { viewer } = useImage();
  const painted = viewer.painted.value;
  if (!painted) return null;
  const presets = windowPresets(painted, modality);
  const chosen = presetIndex(presets, viewer.voi.value);
  const { window } = painted;
  return (
    <div class="tool-group window-control">
      <select
        class="field"
        aria-label={t('window')}
        title={t('window_title')}
        value={chosen < 0 ? OWN : String(chosen)}
        onChange={(event) => {
          const preset = presets[Number(event.currentTarget.value)];
          if (preset) viewer.voi.value = preset.voi;
        }}
      >
        {chosen < 0 && <option value={OWN}>{t('window_own')}</option>}
        {presets.map(({ name }, index) => (
          <option key={`${index} ${name}`} value={String(index)}>
            {name}
          </option>
        ))}
      </select>
      {window && (
        <>
          <WindowNumber
            label={t('window_center')}
            short={t('window_center_short')}
            value={window.center}
            onChange={(center) => viewer.setWindow(center, window.width)}
          />
          <WindowNumber
            label={t('window_width')}
            short={t('window_width_short')}
            value={window.width}
            least={1}
            onChange={(width) => viewer.setWindow(window.center, width)}
          />
        </>
      )}
    </div>
  );
}

function WindowNumber(props: {
  readonly label: string;
  readonly short: string;
  readonly value: number;
  readonly least?: number;
  readonly onChange: (value: number) => void;
}) {
  const { label, short, value, least, onChange } = props;
  return (
    <label class="window-number" title={label}>
      <span aria-hidden="true">{short}</span>
      <input
        type="number"
        class="field"
        aria-label={label}
        step="any"
        min={least}
        value={round(value)}
        onChange={(event) => {
          const typed = event.currentTarget.valueAsNumber;
          if (Number.isFinite(typed) && !(least !== undefined && typed < least)) onChange(typed);
          else event.currentTarget.value = String(round(value));
        }}
      />
    </label>
  );
}
