import { type ReadonlySignal, useSignal } from '@preact/signals';
import { Printer } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { METHOD_CODES, PROFILE_EDITION } from '../core/deident/profile/profile';
import type { Policy } from '../core/deident/rules/policy';
import type { Theme } from '../settings/carried';
import { CHOOSABLE_OPTIONS } from '../settings/options';
import { policyFor } from '../settings/policy';
import { presetVersion } from '../settings/preset-version';
import { BUILT_IN_PRESETS, type PresetId } from '../settings/presets';
import { NO_SETTINGS } from '../settings/schema';
import { Icon } from '../ui/icon';
import { type MessageKey, snake, t } from '../ui/text';
import { ThemeButton } from '../ui/theme';
import { AttributeTable } from './attribute-table';
import { DummyTable } from './dummy-table';
import { InsertedList } from './inserted-list';

export interface StatementProps {
  readonly icon: string;
  readonly version: string;
  readonly preset: PresetId;
  readonly theme: ReadonlySignal<Theme>;
  readonly onTheme: (theme: Theme) => void;
}

export function Statement({ icon, version, preset: initial, theme, onTheme }: StatementProps) {
  const preset = useSignal<PresetId>(initial);
  const policy = useMemo(() => policyFor(NO_SETTINGS, preset.value), [preset.value]);
  return (
    <main class="conformance">
      <header>
        <h1 class="brand">
          <img src={icon} alt="" />
          {t('conformance_title')}
        </h1>
        <span class="screen-only">
          <button type="button" class="button" onClick={() => print()}>
            <Icon node={Printer} />
            {t('print')}
          </button>
          <ThemeButton theme={theme} onChange={onTheme} />
        </span>
      </header>
      <p>{t('conformance_about', version, PROFILE_EDITION)}</p>
      <div class="conformance-preset">
        <label for="preset">{t('preset')}</label>
        <select
          id="preset"
          class="field"
          value={preset.value}
          onChange={(event) => {
            const { value } = event.currentTarget;
            preset.value = BUILT_IN_PRESETS.find(({ id }) => id === value)?.id ?? initial;
          }}
        >
          {BUILT_IN_PRESETS.map(({ id }) => (
            <option key={id} value={id}>
              {t(`preset_${snake(id)}`)}
            </option>
          ))}
        </select>
        <span class="soft">{t('conformance_preset_version', presetVersion(policy))}</span>
        <a class="screen-only" href="#conformance_attributes">
          {t('conformance_to_attributes')}
        </a>
      </div>
      <Sections policy={policy} />
      <Section title="conformance_attributes">
        <p>{t('conformance_attributes_text')}</p>
        <AttributeTable policy={policy} />
      </Section>
    </main>
  );
}

function Section({ title, children }: { title: MessageKey; children: ComponentChildren }) {
  return (
    <section aria-labelledby={title}>
      <h2 id={title}>{t(title)}</h2>
      {children}
    </section>
  );
}

/** Titles with their paragraphs, for what does not depend on the preset. */
const FIXED: readonly (readonly [MessageKey, readonly MessageKey[]])[] = [
  [
    'conformance_integrity',
    ['conformance_integrity_uids', 'conformance_integrity_patient', 'conformance_integrity_key'],
  ],
  ['conformance_beyond', ['conformance_beyond_vr', 'conformance_beyond_text', 'conformance_beyond_unknown']],
  ['conformance_pixels', ['conformance_pixels_text']],
  ['conformance_content', ['conformance_content_text']],
  ['conformance_meta', ['conformance_meta_text']],
  ['conformance_encrypted', ['conformance_encrypted_text']],
  ['conformance_classes', ['conformance_classes_text', 'conformance_syntaxes_text']],
  ['conformance_verification', ['conformance_verification_text']],
];

function Sections({ policy }: { policy: Policy }) {
  return (
    <>
      <Section title="conformance_options">
        <p>{t('conformance_options_text')}</p>
        <OptionTable policy={policy} />
      </Section>
      <Section title="conformance_replaced">
        <p>{t('conformance_replaced_text')}</p>
        <DummyTable />
      </Section>
      <Section title="conformance_inserted">
        <p>{t('conformance_inserted_text')}</p>
        <InsertedList />
      </Section>
      <Section title="conformance_dates">
        <p>{t(datesText(policy))}</p>
        <p>{t('conformance_dates_age')}</p>
      </Section>
      <Section title="conformance_descriptors">
        <p>
          {t(has(policy, 'cleanDescriptors') ? 'conformance_descriptors_cleaned' : 'conformance_descriptors_removed')}
        </p>
        <p>
          {t(
            has(policy, 'cleanStructuredContent')
              ? 'conformance_structured_cleaned'
              : 'conformance_structured_replaced',
          )}
        </p>
        <p>{t(has(policy, 'cleanGraphics') ? 'conformance_graphics_cleaned' : 'conformance_graphics_removed')}</p>
      </Section>
      <Section title="conformance_private">
        <p>{t(has(policy, 'retainSafePrivate') ? 'conformance_private_safe' : 'conformance_private_removed')}</p>
      </Section>
      {FIXED.map(([title, paragraphs]) => (
        <Section key={title} title={title}>
          {paragraphs.map((text) => (
            <p key={text}>{t(text)}</p>
          ))}
        </Section>
      ))}
    </>
  );
}

function has({ options }: Policy, option: (typeof CHOOSABLE_OPTIONS)[number]): boolean {
  return options.has(option);
}

function datesText(policy: Policy): MessageKey {
  if (has(policy, 'retainLongFullDates')) return 'conformance_dates_kept';
  return has(policy, 'retainLongModifiedDates') ? 'conformance_dates_shifted' : 'conformance_dates_removed';
}

const CHOOSABLE: ReadonlySet<string> = new Set(['basic', ...CHOOSABLE_OPTIONS]);

function stateOf(option: string, inForce: boolean): MessageKey {
  if (option === 'cleanPixelData') return 'conformance_by_image';
  if (!CHOOSABLE.has(option)) return 'conformance_not_supported';
  return inForce ? 'conformance_in_force' : 'conformance_supported';
}

/** The Basic Profile and its options, with the codes that outputs name. */
function OptionTable({ policy }: { policy: Policy }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('conformance_option')}</th>
          <th scope="col">{t('conformance_code')}</th>
          <th scope="col">{t('conformance_state')}</th>
        </tr>
      </thead>
      <tbody>
        {METHOD_CODES.map(({ option, code, meaning }) => {
          const inForce = option === 'basic' || policy.options.has(option);
          return (
            <tr key={code}>
              <th scope="row">{meaning}</th>
              <td class="mono">{code}</td>
              <td class={inForce ? 'in-force' : 'soft'}>{t(stateOf(option, inForce))}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
