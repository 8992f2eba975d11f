/** Things that happened and that a screen reader should say. */
import type { ErrorCode } from '../../../core/errors';
import type { ActionName, Counts } from '../../../jobs/engine-api';
import type { ChoosableOption } from '../../../settings/options';
import { optionName } from '../../../ui/option-text';
import { plural, snake, t } from '../../../ui/text';

export type Event =
  | { readonly kind: 'edited'; readonly name: string; readonly action: ActionName | null }
  | { readonly kind: 'edited-others'; readonly name: string; readonly files: number; readonly of: number }
  | {
      readonly kind: 'edited-values';
      readonly name: string;
      readonly action: ActionName | null;
      readonly files: number;
    }
  /** `name`: of the element; null: preset and options. */
  | { readonly kind: 'undone' | 'redone'; readonly name: string | null; readonly files: number }
  | { readonly kind: 'made'; readonly counts: Counts; readonly findings: number }
  | { readonly kind: 'refused' | 'edit-refused'; readonly code: ErrorCode }
  | { readonly kind: 'text-pending'; readonly name: string }
  | { readonly kind: 'already-open'; readonly files: number }
  | { readonly kind: 'zip-downloaded' | 'masks-copied' | 'pixels-confirmed'; readonly files: number }
  | { readonly kind: 'text-found'; readonly places: number }
  | {
      readonly kind: 'option';
      readonly name: ChoosableOption;
      readonly on: boolean;
      /** Switched off, as it contradicts. */
      readonly displaced: ChoosableOption | null;
    }
  | { readonly kind: PlainEvent };

/** What needs no more words than one text. */
type PlainEvent =
  | 'report-saved'
  | 'search-cancelled'
  | 'masks-undone'
  | 'masks-redone'
  | 'step-refused'
  | 'options-reset'
  | 'up-to-date'
  | 'downloaded'
  | 'already-downloaded'
  | 'not-ready'
  | 'zip-cancelled'
  | 'zip-failed';

export type Announce = (event: Event) => void;

/** “25 changed, 73 removed, 54 stay”: elements are counted in this way everywhere. */
export function countsText({ changed, removed, kept }: Pick<Counts, 'changed' | 'removed' | 'kept'>): string {
  return t('counts', changed, removed, plural('counts_stay', kept));
}

function actionText(action: ActionName | null): string {
  return t(action ? `action_${action}` : 'action_reset');
}

function inFiles(name: string, files: number): string {
  return t('in_files', name, files);
}

/** The sentence for an event. */
export function sentence(event: Event): string {
  switch (event.kind) {
    case 'edited':
      return t('announce_changed', event.name, actionText(event.action));
    case 'edited-others':
      return t('announce_others', event.name, event.files, event.of);
    case 'edited-values':
      return t('announce_values', event.name, actionText(event.action), plural('files_count', event.files));
    case 'undone':
    case 'redone': {
      const what = event.name ?? t('preset');
      return t(
        event.kind === 'undone' ? 'undo_done' : 'redo_done',
        event.files > 1 ? inFiles(what, event.files) : what,
      );
    }
    case 'made':
      return `${countsText(event.counts)}, ${plural('state_findings', event.findings)}`;
    case 'refused':
      return t('announce_refused', t(`error_${snake(event.code)}`));
    case 'edit-refused':
      return t(`error_${snake(event.code)}`);
    case 'text-pending':
      return t('announce_text_pending', event.name);
    case 'already-open':
      return plural('announce_already_open', event.files);
    case 'option': {
      const switched = t(event.on ? 'announce_option_on' : 'announce_option_off', optionName(event.name));
      if (!event.displaced) return switched;
      return `${switched} ${t('option_displaced_named', optionName(event.displaced))}`;
    }
    case 'zip-downloaded':
      return plural('announce_zip', event.files);
    case 'text-found':
      return event.places === 0 ? t('search_nothing') : plural('announce_text_found', event.places);
    case 'masks-copied':
      return plural('announce_masks_copied', event.files);
    case 'pixels-confirmed':
      return plural('announce_pixels_confirmed', event.files);
    default:
      return t(`announce_${snake(event.kind)}`);
  }
}
