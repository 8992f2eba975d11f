import {
  CircleAlert,
  CircleCheck,
  CircleMinus,
  CircleX,
  Clock,
  Download,
  Hourglass,
  type IconNode,
  RefreshCw,
  ScanEye,
  TriangleAlert,
} from 'lucide';
import { Icon } from '../../../ui/icon';
import { plural, snake, t } from '../../../ui/text';
import type { FileView, Verdict } from '../../state/file/file-view';

const ICONS: Readonly<Record<Verdict, IconNode>> = {
  waiting: Clock,
  reading: Hourglass,
  working: Hourglass,
  look: ScanEye,
  skipped: CircleMinus,
  refused: CircleX,
  stale: RefreshCw,
  findings: TriangleAlert,
  ready: CircleCheck,
  downloaded: Download,
};

/** Ready, and there is something to know before it is shared. */
function isWarned(file: FileView): boolean {
  return file.verdict.value === 'ready' && file.cautions.value.length > 0;
}

export function verdictIcon(file: FileView): IconNode {
  return isWarned(file) ? CircleAlert : ICONS[file.verdict.value];
}

export function verdictClass(file: FileView): string {
  return isWarned(file) ? 'ready warned' : file.verdict.value;
}

/** A file's state in a few words. */
export function stateText(file: FileView): string {
  const verdict = file.verdict.value;
  if (verdict === 'findings') return plural('state_findings', file.openFindings.value.length);
  if (verdict === 'skipped')
    return t(file.error.value?.code === 'directory-file' ? 'state_skipped_list' : 'state_skipped');
  if (isWarned(file)) return plural('state_warned', file.cautions.value.length);
  if (verdict === 'look') return lookText(file);
  return t(`state_${verdict}`);
}

function lookText({ pixels }: FileView): string {
  if (pixels.gate.value === 'look') return t('state_look');
  return t(`state_${snake(pixels.remedy.value)}`);
}

export function StateMark({ file }: { file: FileView }) {
  return (
    <span class={`mark ${verdictClass(file)}`}>
      <Icon node={verdictIcon(file)} size={14} />
      {stateText(file)}
    </span>
  );
}
