import { t } from '../../../ui/text';
import { useImage } from './context';
import { presetIndex, round, windowPresets } from './window-presets';

const OWN = 'own';

/** The window by its name, and by its two numbers; the place for them as long as there is no picture. */
export function WindowControl({ modality }: { modality: string }) {
  const { viewer } = useImage();
  const painted = viewer.painted.value;
  const presets = painted ? windowPresets(painted, modality) : [];
  const chosen = presetIndex(presets, viewer.voi.value);
  const window = painted?.window;
  const hasNumbers = !painted || painted.window !== null;
  return (
    <div class="tool-group window-control">
      <select
        class="field"
        aria-label={t('window')}
        title={t('window_title')}
        disabled={!painted}
        value={chosen < 0 ? OWN : String(chosen)}
        onChange={(event) => {
          const preset = presets[Number(event.currentTarget.value)];
          if (preset) viewer.voi.value = preset.voi;
        }}
      >
        {painted && chosen < 0 && <option value={OWN}>{t('window_own')}</option>}
        {presets.map(({ name }, index) => (
          <option key={`${index} ${name}`} value={String(index)}>
            {name}
          </option>
        ))}
      </select>
      {hasNumbers && (
        <>
          <WindowNumber
            label={t('window_center')}
            short={t('window_center_short')}
            value={window?.center}
            onChange={(center) => window && viewer.setWindow(center, window.width)}
          />
          <WindowNumber
            label={t('window_width')}
            short={t('window_width_short')}
            value={window?.width}
            least={1}
            onChange={(width) => window && viewer.setWindow(window.center, width)}
          />
        </>
      )}
    </div>
  );
}

function WindowNumber(props: {
  readonly label: string;
  readonly short: string;
  readonly value: number | undefined;
  readonly least?: number;
  readonly onChange: (value: number) => void;
}) {
  const { label, short, value, least, onChange } = props;
  const text = value === undefined ? '' : String(round(value));
  return (
    <label class="window-number" title={label}>
      <span aria-hidden="true">{short}</span>
      <input
        type="number"
        class="field"
        aria-label={label}
        step="any"
        min={least}
        disabled={value === undefined}
        value={text}
        onChange={(event) => {
          const typed = event.currentTarget.valueAsNumber;
          if (Number.isFinite(typed) && !(least !== undefined && typed < least)) onChange(typed);
          else event.currentTarget.value = text;
        }}
      />
    </label>
  );
}
