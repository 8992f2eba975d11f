/** Things that happened and that a screen reader should say. */
import type { ErrorCode } from '../../core/errors';
import type { ActionName } from '../../jobs/engine-api';
import { snake, t } from '../../ui/text';

export type Event =
  | { readonly kind: 'edited'; readonly name: string; readonly action: ActionName | null }
  | { readonly kind: 'undone' | 'redone'; readonly name: string }
  | { readonly kind: 'made'; readonly changed: number; readonly findings: number }
  | { readonly kind: 'refused' | 'edit-refused'; readonly code: ErrorCode }
  | { readonly kind: 'downloaded' };

export type Announce = (event: Event) => void;

/** The sentence for an event. */
export function sentence(event: Event): string {
  switch (event.kind) {
    case 'edited':
      return t('announce_changed', event.name, t(event.action ? `action_${event.action}` : 'action_reset'));
    case 'undone':
      return t('undo_done', event.name);
    case 'redone':
      return t('redo_done', event.name);
    case 'made':
      return t('announce_result', event.changed, event.findings);
    case 'refused':
      return t('announce_refused', t(`error_${snake(event.code)}`));
    case 'edit-refused':
      return t(`error_${snake(event.code)}`);
    case 'downloaded':
      return t('announce_downloaded');
  }
}
