import { CircleCheck, Layers, ScanEye } from 'lucide';
import { Icon } from '../../../ui/icon';
import { Locked } from '../../../ui/locked';
import { plural, snake, t } from '../../../ui/text';
import type { FileView } from '../../state/file/file-view';
import { useSession } from '../context';
import { useImage } from './context';

export const GATE_ID = 'image-gate';

/** What somebody has to look for in the picture, and the answer. Without it the file can't be downloaded. */
export function GateCard({ file }: { file: FileView }) {
  const session = useSession();
  const { viewer } = useImage();
  const { pixels } = file;
  const reasons = pixels.reasons.value;
  if (reasons.length === 0 || pixels.removed.value) return null;
  const gate = pixels.gate.value;
  const others = viewer
    .series(file)
    .filter((other) => other !== file && other.pixels.gate.value === 'answer' && other.opened.value !== null);
  const frames = viewer.info.value?.frames ?? 1;
  return (
    <section id={GATE_ID} class={gate === 'open' ? 'gate passed' : 'gate'} tabIndex={-1} aria-labelledby="gate-title">
      <h3 id="gate-title">
        <Icon node={gate === 'open' ? CircleCheck : ScanEye} />
        {t(gate === 'open' ? 'gate_passed' : 'gate_title')}
      </h3>
      {gate !== 'open' && (
        <ul class="gate-reasons">
          {reasons.map((reason) => (
            <li key={reason}>{t(`risk_${snake(reason)}`)}</li>
          ))}
        </ul>
      )}
      {gate === 'look' && (
        <p class="gate-look">
          {t('gate_frames', pixels.looked.value.frames.size, frames)}
          <button type="button" class="button slim" onClick={() => viewer.project('file')}>
            <Icon node={Layers} size={14} />
            {t('projection_frames')}
          </button>
        </p>
      )}
      {!pixels.mayConfirm.value && gate !== 'open' && (
        <p>
          {t(`advice_${snake(pixels.remedy.value)}`)} <Locked />
        </p>
      )}
      {!pixels.masked.value && pixels.mayConfirm.value && (
        <label class="check">
          <input
            type="checkbox"
            checked={pixels.confirmed.value}
            disabled={gate === 'look'}
            onChange={(event) => void session.masks.confirm([file], event.currentTarget.checked)}
          />
          {t(pixels.unviewable.value ? 'gate_confirm_elsewhere' : 'gate_confirm')}
        </label>
      )}
      {pixels.masked.value && gate === 'open' && <p class="soft small">{t('gate_masked')}</p>}
      {pixels.confirmed.value && pixels.mayConfirm.value && others.length > 0 && (
        <button type="button" class="button slim" onClick={() => void session.masks.confirm(others, true)}>
          {plural('gate_confirm_others', others.length)}
        </button>
      )}
    </section>
  );
}
