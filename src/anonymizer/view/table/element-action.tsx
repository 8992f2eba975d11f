import { Lock } from 'lucide';
import type { ActionName, Decider } from '../../../jobs/engine-api';
import { Icon } from '../../../ui/icon';
import { t } from '../../../ui/text';
import { useSession } from '../context';

const DIFFERS = 'differs';

export interface ActionSelectProps {
  /** What it is the action of, for a screen reader. */
  readonly label: string;
  /** '': it differs from place to place. */
  readonly action: ActionName | '';
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
  const { label, action, actions, edited, active, onChoose } = props;
  if (actions.length === 0) {
    return <FixedAction {...props} />;
  }
  const offered = action === '' || actions.includes(action) ? actions : [action, ...actions];
  return (
    <select
      tabIndex={active ? 0 : -1}
      aria-label={label}
      value={action === '' ? DIFFERS : action}
      onChange={(event) => {
        const { value } = event.currentTarget;
        onChoose(offered.find((one) => one === value) ?? null);
      }}
    >
      {action === '' && (
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
function FixedAction({ action, decidedBy }: Pick<ActionSelectProps, 'action' | 'decidedBy'>) {
  const { lockOverrides } = useSession().configuration.inForce.value.rules;
  const isLocked = decidedBy === 'administrator' || lockOverrides;
  const isPlain = action === 'keep' || action === 'remove' || (isLocked && decidedBy !== 'obligation');
  return (
    <span class="action-fixed soft">
      {action === '' ? t('values_differ') : t(`action_${isPlain ? action : 'fixed'}`)}
      {isLocked && <Icon node={Lock} size={12} label={t('locked')} />}
    </span>
  );
}
