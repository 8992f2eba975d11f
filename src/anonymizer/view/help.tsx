import { Footprints, X } from 'lucide';
import type { Ref } from 'preact';
import { Icon } from '../../ui/icon';
import { type MessageKey, t } from '../../ui/text';
import { IntroductionPoints } from './introduction';

const STEPS = [1, 2, 3, 4, 5] as const;

const KEYS: readonly (readonly [readonly string[], MessageKey])[] = [
  [['/'], 'key_search'],
  [['N', 'P'], 'key_files'],
  [['U'], 'key_update'],
  [['D'], 'key_download'],
  [['Ctrl+Z', 'Ctrl+Shift+Z'], 'key_undo'],
  [['M'], 'key_mask'],
  [['A'], 'key_accept'],
  [['B'], 'key_side'],
  [['[', ']'], 'key_frames'],
  [['Space'], 'key_play'],
  [['1', '9'], 'key_window'],
  [['I'], 'key_invert'],
  [['F'], 'key_fit'],
  [['↑', '↓'], 'key_rows'],
  [['←', '→'], 'key_fold'],
  [['Enter'], 'key_action'],
  [['?'], 'key_help'],
  [['Esc'], 'key_escape'],
];

/** What the table's words and codes mean. */
const LEGEND: readonly (readonly [MessageKey, MessageKey])[] = [
  ['column_tag', 'legend_tag'],
  ['column_vr', 'legend_vr'],
  ['action_keep', 'legend_keep'],
  ['outcome_kept', 'legend_stays'],
  ['legend_codes', 'legend_codes_text'],
  ['decider_identifier_search', 'legend_identifier_search'],
  ['decider_obligation', 'legend_obligation'],
  ['decider_none', 'legend_none'],
];

export interface HelpProps {
  readonly onClose?: () => void;
  readonly onGuide?: () => void;
  readonly closeRef?: Ref<HTMLButtonElement>;
  readonly singleKeys?: boolean;
  readonly onSingleKeys?: (on: boolean) => void;
}

/** The section “Help”: steps, and in the drawer (with `onClose`) words and keys too. */
export function Help({ onClose, onGuide, closeRef, singleKeys = true, onSingleKeys }: HelpProps) {
  return (
    <section class={onClose ? 'help drawer' : 'help'} aria-label={t('help')}>
      <div class="help-head">
        <h2>{t('help_title')}</h2>
        {onClose && (
          <button
            ref={closeRef ?? null}
            type="button"
            class="button quiet square"
            aria-label={t('close')}
            onClick={onClose}
          >
            <Icon node={X} />
          </button>
        )}
      </div>
      <ol class="steps">
        {STEPS.map((step) => (
          <li key={step}>
            <span class="step-number" aria-hidden="true">
              {step}
            </span>
            <div>
              <h3>{t(`help_${step}_title`)}</h3>
              <p class="soft">{t(`help_${step}`)}</p>
            </div>
          </li>
        ))}
      </ol>
      {onGuide && (
        <button type="button" class="button" onClick={onGuide}>
          <Icon node={Footprints} />
          {t('guide')}
        </button>
      )}
      {onClose && (
        <>
          <h2>{t('intro_title')}</h2>
          <IntroductionPoints />
          <h2>{t('help_legend')}</h2>
          <dl class="legend">
            {LEGEND.map(([word, text]) => (
              <div key={word}>
                <dt>{t(word)}</dt>
                <dd class="soft">{t(text)}</dd>
              </div>
            ))}
          </dl>
          <h2>{t('help_keys')}</h2>
          <label class="single-keys">
            <input
              type="checkbox"
              checked={singleKeys}
              onChange={(event) => onSingleKeys?.(event.currentTarget.checked)}
            />
            {t('single_keys')}
          </label>
          <dl class="keys">
            {KEYS.map(([keys, text]) => (
              <div key={text}>
                <dt>
                  {keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd>{t(text)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </section>
  );
}
