import { CircleAlert } from 'lucide';
import type { SettingsProblem } from '../../settings/store';
import { Icon } from '../../ui/icon';
import { reasonText } from '../../ui/reason-text';

/** Why something can't be taken; `withPath`: it may be anywhere in a file. */
export function Problem(props: {
  readonly id?: string;
  readonly problem: SettingsProblem | null;
  readonly withPath?: boolean;
}) {
  const { id, problem, withPath } = props;
  return (
    <p id={id} class="problem" role="alert">
      {problem && (
        <>
          <Icon node={CircleAlert} size={14} />
          <span>
            {withPath && <span class="mono">{problem.path}: </span>}
            {reasonText(problem.reason)}
          </span>
        </>
      )}
    </p>
  );
}
