import { Lock } from 'lucide';
import type { ActionName, Decider, Deed } from '../../../jobs/engine-api';
import { Icon } from '../../../ui/icon';
import { t } from '../../../ui/text';
import { useSession } from '../context';

const DIFFERS = 'differs';

export interface ActionSelectProps {
  /** What it is the action of, for a screen reader. */
  readonly label: string;
  /** What is done; '': it differs from place to place. */
  readonly deed: Deed | '';
  readonly actions: readonly ActionName[];
  /** Says why nothing can be chosen, where that is so. */
  readonly decidedBy: Decider;
  readonly edited: boolean;
  /** Can be reached with Tab. */
  readonly active: boolean;
  readonly onChoose: (action: ActionName | null) => void;
}

/** An action to choose. “Back to the preset’s action” is offered where the user changed it. */
export function ActionSelect(props: ActionSelectProps) {
  const { label, deed, actions, edited, active, onChoose } = props;
  if (actions.length === 0) {
    return <FixedAction {...props} />;
  }
  const offered: readonly Deed[] = deed === '' || isAmong(actions, deed) ? actions : [deed, ...actions];
  return (
    <select
      tabIndex={active ? 0 : -1}
      aria-label={label}
      value={deed === '' ? DIFFERS : deed}
      onChange={(event) => {
        const { value } = event.currentTarget;
        onChoose(actions.find((one) => one === value) ?? null);
      }}
    >
      {deed === '' && (
        <option value={DIFFERS} disabled>
          {t('values_differ')}
        </option>
      )}
      {offered.map((one) => (
        <option key={one} value={one}>
          {t(`action_${one}`)}
        </option>
      ))}
      {edited && <option value="">{t('action_reset')}</option>}
    </select>
  );
}

/** An action that nobody can choose here: what the standard demands is done by Veil, the rest says what it is. */
function FixedAction({ deed, decidedBy }: Pick<ActionSelectProps, 'deed' | 'decidedBy'>) {
  const { lockOverrides } = useSession().configuration.inForce.value.rules;
  const isLocked = decidedBy === 'administrator' || lockOverrides;
  const isPlain = deed === 'keep' || deed === 'remove' || (isLocked && decidedBy !== 'obligation');
  return (
    <span class="action-fixed soft">
      {deed === '' ? t('values_differ') : t(`action_${isPlain ? deed : 'fixed'}`)}
      {isLocked && <Icon node={Lock} size={12} label={t('locked')} />}
    </span>
  );
}

function isAmong(actions: readonly ActionName[], deed: Deed): boolean {
  return actions.some((action) => action === deed);
}
