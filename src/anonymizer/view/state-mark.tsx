import { CircleCheck, CircleX, Clock, Download, Hourglass, type IconNode, RefreshCw, TriangleAlert } from 'lucide';
import { Icon } from '../../ui/icon';
import { plural, t } from '../../ui/text';
import type { FileView, Verdict } from '../state/file-view';

export const VERDICT_ICONS: Readonly<Record<Verdict, IconNode>> = {
  waiting: Clock,
  reading: Hourglass,
  working: Hourglass,
  refused: CircleX,
  stale: RefreshCw,
  findings: TriangleAlert,
  ready: CircleCheck,
  downloaded: Download,
};

/** A file's state in one or two words. */
export function stateText(file: FileView): string {
  const verdict = file.verdict.value;
  return verdict === 'findings' ? plural('state_findings', file.openFindings.value.length) : t(`state_${verdict}`);
}

export function StateMark({ file }: { file: FileView }) {
  const verdict = file.verdict.value;
  return (
    <span class={`mark ${verdict}`}>
      <Icon node={VERDICT_ICONS[verdict]} size={14} />
      {stateText(file)}
    </span>
  );
}
