import { useEffect } from 'preact/hooks';
import type { Session } from '../state/session';

export interface KeyTargets {
  readonly search: () => void;
  readonly toggleHelp: () => void;
  readonly escape: () => void;
}

function isTextBox(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'file'].includes(target.type);
}

/** The page's keys, wherever the focus is. */
export function usePageKeys(session: Session, targets: KeyTargets): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey) return;
      const file = session.selected.value;
      if (event.ctrlKey || event.metaKey) {
        if (event.key.toLowerCase() !== 'z' || !file || isTextBox(event.target)) return;
        event.preventDefault();
        void (event.shiftKey ? session.redo(file) : session.undo(file));
        return;
      }
      if (event.key === 'Escape') {
        targets.escape();
        return;
      }
      if (isTextBox(event.target) || event.target instanceof HTMLSelectElement) return;
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
