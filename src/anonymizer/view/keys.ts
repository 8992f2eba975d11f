import type { ReadonlySignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Session } from '../state/session';
import type { ImageTools } from './image/context';
import { imageKeys } from './image/image-keys';

export interface KeyTargets {
  readonly search: () => void;
  readonly toggleHelp: () => void;
  readonly escape: () => void;
}

/** Where typing has a meaning of its own. */
function takesText(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'file'].includes(target.type);
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLElement && target.isContentEditable);
}

/** Steps to another file; the focus goes on in the list or the table where it was. */
function step(session: Session, by: 1 | -1): void {
  const { activeElement } = document;
  const inTable = activeElement?.closest('.table') ?? null;
  const inList = activeElement?.closest('.file-list') ?? null;
  session.files.step(by);
  if (inTable) session.table.wantedRow.value = 'first';
  if (inList) {
    requestAnimationFrame(() => document.querySelector<HTMLElement>('.file.selected .file-select')?.focus());
  }
}

/** The page's keys, wherever the focus is. `single`: whether keys without Ctrl do anything but close. */
export function usePageKeys(
  session: Session,
  image: ImageTools,
  targets: KeyTargets,
  single: ReadonlySignal<boolean>,
): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || document.querySelector('dialog[open]')) return;
      const file = session.files.selected.value;
      if (event.ctrlKey || event.metaKey) {
        if (event.key.toLowerCase() !== 'z' || takesText(event.target)) return;
        event.preventDefault();
        void (event.shiftKey ? session.editor.redo() : session.editor.undo());
        return;
      }
      if (event.key === 'Escape') {
        targets.escape();
        return;
      }
      if (!single.value || takesText(event.target) || event.target instanceof HTMLSelectElement) return;
      const run = {
        '/': targets.search,
        '?': targets.toggleHelp,
        n: () => step(session, 1),
        p: () => step(session, -1),
        u: () => file && void session.update(file),
        d: () => file && session.downloads.downloadOnce(file),
        ...imageKeys(session, image),
      }[event.key.toLowerCase()];
      if (!run) return;
      event.preventDefault();
      run();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [session, image, targets, single]);
}
