import { Lock } from 'lucide';
import type { ActionName, ElementRow } from '../../jobs/engine-api';
import { Icon } from '../../ui/icon';
import { t } from '../../ui/text';
import { useSession } from './context';
import { nameOf } from './element-name';

/** The element's action. “Back to the preset’s action” is offered where the user changed it. */
export function ActionSelect(props: {
  readonly row: ElementRow;
  readonly shown: ActionName;
  readonly active: boolean;
  readonly onChoose: (action: ActionName | null) => void;
}) {
  const { row, shown, active, onChoose } = props;
  if (row.actions.length === 0) {
    if (row.kind === 'item') return null;
    return <FixedAction row={row} />;
  }
  const actions = row.actions.includes(row.action) ? row.actions : [row.action, ...row.actions];
  return (
    <select
      tabIndex={active ? 0 : -1}
      aria-label={t('action_for', nameOf(row))}
      value={shown}
      onChange={(event) => {
        const { value } = event.currentTarget;
        onChoose(actions.find((one) => one === value) ?? null);
      }}
    >
      {actions.map((action) => (
        <option key={action} value={action}>
          {t(`action_${action}`)}
        </option>
      ))}
      {row.edited && <option value="">{t('action_reset')}</option>}
    </select>
  );
}

/** An action that nobody can choose here: what the standard demands is done by Veil, the rest says what it is. */
function FixedAction({ row }: { row: ElementRow }) {
  const { lockOverrides } = useSession().inForce.value.rules;
  const { action, decidedBy } = row;
  const isLocked = decidedBy === 'administrator' || lockOverrides;
  const isPlain = action === 'keep' || action === 'remove' || (isLocked && decidedBy !== 'obligation');
  return (
    <span class="action-fixed soft">
      {t(`action_${isPlain ? action : 'fixed'}`)}
      {isLocked && <Icon node={Lock} size={12} label={t('locked')} />}
    </span>
  );
}
