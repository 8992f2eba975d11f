import { FileScan, Footprints, ShieldCheck } from 'lucide';
import { useRef } from 'preact/hooks';
import { Icon } from '../../../ui/icon';
import { t } from '../../../ui/text';
import { Help } from '../help';
import { Introduction } from '../introduction';
import { ChooseButtons } from './choose';

export function EmptyState(props: {
  readonly onSample: () => void;
  readonly onGuide: () => void;
  readonly failed: boolean;
  /** The help is open beside it. */
  readonly helpHidden: boolean;
  /** Whoever is here for the first time is told what to know. */
  readonly isNew: boolean;
  readonly onIntroduced: () => void;
}) {
  const { onSample, onGuide, failed, helpHidden, isNew, onIntroduced } = props;
  const page = useRef<HTMLElement>(null);
  return (
    <main class="empty" ref={page}>
      <div class="welcome">
        <Icon node={FileScan} size={40} />
        <h2>{t('empty_title')}</h2>
        <p class="soft">{t('empty_text')}</p>
        <ChooseButtons large />
        <div class="choose">
          <button type="button" class="button quiet" onClick={onSample}>
            {t('sample')}
          </button>
          <button type="button" class="button quiet" onClick={onGuide}>
            <Icon node={Footprints} />
            {t('guide')}
          </button>
        </div>
        {failed && (
          <p class="failure" role="alert">
            {t('sample_failed')}
          </p>
        )}
        <p class="privacy">
          <Icon node={ShieldCheck} />
          {t('empty_privacy')}
        </p>
      </div>
      {isNew && (
        <Introduction
          onDone={() => {
            onIntroduced();
            // Its button goes; what there is to do next is to choose files.
            page.current?.querySelector('button')?.focus();
          }}
        />
      )}
      {!helpHidden && <Help />}
    </main>
  );
}
