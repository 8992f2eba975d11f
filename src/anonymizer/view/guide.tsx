import type { Signal } from '@preact/signals';
import { X } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../../ui/icon';
import { t } from '../../ui/text';

/** From choosing a file to the saved one; the steps of the help, each beside the part of the page that it is about. */
const STEPS = [1, 2, 3, 4, 5] as const;
export type GuideStep = (typeof STEPS)[number];

const FIRST: GuideStep = 1;
const LAST: GuideStep = 5;

/**
 * A card that leads through the page step by step. It covers nothing that has to be pressed, and waits: the page is
 * used as always meanwhile. The part that is spoken of is marked through `data-guide` of the page.
 */
export function Guide({ step, loaded }: { readonly step: Signal<GuideStep | null>; readonly loaded: boolean }) {
  const now = step.value;
  const title = useRef<HTMLHeadingElement>(null);
  /** What had the focus before it began. */
  const before = useRef<Element | null>(null);
  // What the first step asks for is done.
  useEffect(() => {
    if (loaded && step.value === FIRST) step.value = 2;
    else if (!loaded && step.value !== null) step.value = FIRST;
  }, [loaded]);
  useEffect(() => {
    document.documentElement.dataset.guide = String(now ?? '');
    if (now !== null) {
      before.current ??= document.activeElement;
      title.current?.focus();
    } else if (before.current) {
      returnFocus(before.current);
      before.current = null;
    }
    return () => {
      delete document.documentElement.dataset.guide;
    };
  }, [now]);
  if (now === null) return null;
  const go = (by: -1 | 1) => {
    step.value = STEPS.find((one) => one === now + by) ?? null;
  };
  return (
    <section class="guide" aria-labelledby="guide-title">
      <p class="soft small">{t('guide_step', now, LAST)}</p>
      <h2 id="guide-title" ref={title} tabIndex={-1}>
        {t(`help_${now}_title`)}
      </h2>
      <p>{t(`help_${now}`)}</p>
      <div class="guide-steps">
        <button type="button" class="button quiet" disabled={now <= 2} onClick={() => go(-1)}>
          {t('guide_back')}
        </button>
        {now === LAST ? (
          <button type="button" class="button primary" onClick={() => go(1)}>
            {t('guide_end')}
          </button>
        ) : (
          <button type="button" class="button primary" disabled={!loaded} onClick={() => go(1)}>
            {t('guide_next')}
          </button>
        )}
      </div>
      <button
        type="button"
        class="button quiet square guide-close"
        aria-label={t('guide_close')}
        title={t('guide_close')}
        onClick={() => {
          step.value = null;
        }}
      >
        <Icon node={X} />
      </button>
    </section>
  );
}

/** To where the guide was asked for; the start page's button is gone by then, and the table is there instead. */
function returnFocus(before: Element): void {
  const isThere = before instanceof HTMLElement && before.isConnected && before !== document.body;
  const place = isThere ? before : document.querySelector<HTMLElement>('[role="row"][tabindex="0"]');
  place?.focus();
}
