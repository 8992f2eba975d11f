import { CircleCheck, EyeOff, FileOutput, MonitorCheck } from 'lucide';
import { Icon } from '../../ui/icon';
import { t } from '../../ui/text';

const POINTS = [
  [1, FileOutput],
  [2, MonitorCheck],
  [3, EyeOff],
  [4, CircleCheck],
] as const;

/** What everybody should know who uses Veil: what it does, what it can't do, and what remains theirs. */
export function IntroductionPoints() {
  return (
    <ul class="intro-points">
      {POINTS.map(([point, icon]) => (
        <li key={point}>
          <Icon node={icon} />
          <div>
            <h3>{t(`intro_${point}_title`)}</h3>
            <p class="soft">{t(`intro_${point}`)}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** The same for who is here for the first time: it stands beside what can be done, and in nobody's way. */
export function Introduction({ onDone }: { readonly onDone: () => void }) {
  return (
    <section class="intro" aria-labelledby="intro-title">
      <h2 id="intro-title">{t('intro_title')}</h2>
      <IntroductionPoints />
      <div class="intro-end">
        <p class="soft small">{t('intro_again')}</p>
        <button type="button" class="button" onClick={onDone}>
          {t('intro_done')}
        </button>
      </div>
    </section>
  );
}
