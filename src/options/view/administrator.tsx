import { ShieldCheck } from 'lucide';
import type { ComponentChildren } from 'preact';
import { type Origin, type UsablePreset, usablePresets } from '../../settings/in-force';
import { allowsOwnPresets, NOT_MANAGED } from '../../settings/managed';
import type { Feature } from '../../settings/schema';
import { Icon } from '../../ui/icon';
import { presetName } from '../../ui/preset-text';
import { type MessageKey, t } from '../../ui/text';
import { usePage } from './context';
import { GivenMasks, GivenPreset } from './given-preset';
import { Problem } from './problem';
import { Rules } from './rules';
import { Section } from './section';

interface Line {
  readonly name: MessageKey;
  readonly value: ComponentChildren;
  readonly origin: Origin;
}

/** What is in force, and who has set it. */
export function Administrator() {
  const page = usePage();
  const { managed } = page.state.value;
  const isSet = managed.kind === 'read' && Object.keys(managed.value).some((key) => key !== 'version');
  const expects = managed.kind === 'read' && managed.value.expect !== undefined;
  return (
    <Section id="administrator" title={t('settings_administrator')}>
      {managed.kind === 'reading' && <p role="status">{t('settings_reading')}</p>}
      {(managed.kind === 'invalid' || managed.kind === 'unreadable') && (
        <div class="broken">
          <p>
            {t('error_policy_invalid')} {managed.kind === 'unreadable' ? t('settings_unreadable') : ''}
          </p>
          {managed.kind === 'invalid' && <Problem problem={managed.problem} withPath />}
        </div>
      )}
      {managed.kind === 'read' && (
        <p class="policy-state">
          <Icon node={ShieldCheck} />
          {t(isSet ? 'settings_policy_set' : 'settings_policy_none')}
        </p>
      )}
      {isSet && !expects && <p class="caution">{t('settings_policy_unchecked')}</p>}
      {page.standing.value.kind === 'ready' && <InForce />}
    </Section>
  );
}

function InForce() {
  const page = usePage();
  return (
    <div class="table-scroll">
      <table class="in-force">
        <thead>
          <tr>
            <th scope="col">{t('settings_setting')}</th>
            <th scope="col">{t('settings_in_force')}</th>
            <th scope="col">{t('settings_set_by')}</th>
          </tr>
        </thead>
        <tbody>
          {lines(page).map(({ name, value, origin }) => (
            <tr key={name}>
              <th scope="row">{t(name)}</th>
              <td>{value}</td>
              <td>
                <span class={`origin ${origin}`}>{t(`origin_${origin}`)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What can be switched off, beside presets of the user's own. */
const FEATURE_NAMES = [
  ['confirmFindings', 'settings_may_confirm'],
  ['confirmPixels', 'settings_may_confirm_pixels'],
  ['keepContent', 'settings_may_keep'],
  ['links', 'settings_may_links'],
  ['downloads', 'settings_may_downloads'],
] as const satisfies readonly (readonly [Feature, MessageKey])[];

function byAdministrator(name: MessageKey, value: ComponentChildren): Line {
  return { name, value, origin: 'administrator' };
}

function lines(page: ReturnType<typeof usePage>): readonly Line[] {
  const inForce = page.inForce.value;
  const { settings, origins, rules, given } = inForce;
  const { managed } = page.state.value;
  const { revision, expect } = managed.kind === 'read' ? managed.value : NOT_MANAGED;
  const { disabledFeatures = [], lockedActions = [], masks = [] } = rules;
  const byRule = (isSet: boolean): Origin => (isSet ? 'administrator' : 'default');
  const presets = usablePresets(inForce);
  const own = (settings.presets?.length ?? 0) > given.length;
  const allowed = (isAllowed: boolean): string => t(isAllowed ? 'settings_allowed' : 'settings_not_allowed');
  return [
    ...(revision === undefined ? [] : [byAdministrator('settings_revision', revision)]),
    ...(expect === undefined ? [] : [byAdministrator('settings_expect', <Paths paths={expect} />)]),
    {
      name: 'settings_default',
      value: presetName(settings.defaultPreset, inForce),
      origin: origins.defaultPreset,
    },
    {
      name: 'settings_presets',
      value: <PresetNames presets={presets} />,
      origin: rules.allowedPresets || given.length > 0 ? 'administrator' : own ? 'user' : 'default',
    },
    {
      name: 'settings_organization',
      value: settings.organization ?? t('settings_none'),
      origin: origins.organization,
    },
    {
      name: 'settings_key',
      value: t(settings.projectKey === undefined ? 'settings_key_is_not_set' : 'settings_key_is_set'),
      origin: origins.projectKey,
    },
    { name: 'settings_may_own', value: allowed(allowsOwnPresets(rules)), origin: byRule(!allowsOwnPresets(rules)) },
    {
      name: 'settings_may_edit',
      value: allowed(!rules.lockOverrides),
      origin: byRule(rules.lockOverrides ?? false),
    },
    ...FEATURE_NAMES.map(([feature, name]): Line => {
      const isOff = disabledFeatures.includes(feature);
      return { name, value: allowed(!isOff), origin: byRule(isOff) };
    }),
    {
      name: 'settings_locked_actions',
      value: lockedActions.length === 0 ? t('settings_none') : <Rules rules={lockedActions} />,
      origin: byRule(lockedActions.length > 0),
    },
    {
      name: 'settings_locked_masks',
      value: masks.length === 0 ? t('settings_none') : <GivenMasks masks={masks} />,
      origin: byRule(masks.length > 0),
    },
  ];
}

/** The presets that can be used; those of the administrator with all that they say. */
function PresetNames({ presets }: { presets: readonly UsablePreset[] }) {
  const inForce = usePage().inForce.value;
  return (
    <ul>
      {presets.map(({ id, custom, origin }) => (
        <li key={id}>
          {presetName(id, inForce)}
          {origin === 'administrator' && custom && <GivenPreset preset={custom} />}
        </li>
      ))}
    </ul>
  );
}

/** What the policy says that it sets. Were one not there, nothing would be in force. */
function Paths({ paths }: { paths: readonly string[] }) {
  return (
    <ul>
      {paths.map((path) => (
        <li key={path} class="mono">
          {path}
        </li>
      ))}
    </ul>
  );
}
