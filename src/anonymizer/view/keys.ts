import { useEffect } from 'preact/hooks';
import type { Session } from '../state/session';

export interface KeyTargets {
  readonly search: () => void;
  readonly toggleHelp: () => void;
  readonly escape: () => void;
}

/** True where a key press is text or belongs to the control that has the focus. */
function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target instanceof HTMLInputElement
    ? !['checkbox', 'radio', 'file'].includes(target.type)
    : target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement;
}

/** The page's keys, wherever the focus is. */
export function usePageKeys(session: Session, targets: KeyTargets): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey) return;
      const file = session.selected.value;
      if (event.ctrlKey || event.metaKey) {
        if (event.key.toLowerCase() !== 'z' || !file || event.target instanceof HTMLInputElement) return;
        event.preventDefault();
        void (event.shiftKey ? session.redo(file) : session.undo(file));
        return;
      }
      if (event.key === 'Escape') {
        targets.escape();
        return;
      }
      if (typing(event.target)) return;
      const run = {
        '/': targets.search,
        '?': targets.toggleHelp,
        n: () => session.step(1),
        p: () => session.step(-1),
        u: () => file && void session.update(file),
        d: () => file && session.download(file),
      }[event.key.toLowerCase()];
      if (!run) return;
      event.preventDefault();
      run();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [session, targets]);
}
