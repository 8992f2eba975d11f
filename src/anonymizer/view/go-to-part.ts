import type { Session } from '../state/session';

/** A second of frames: parts that are not there by then do not come. */
const MOST_FRAMES = 60;

/** Opens the pane of the picture and the findings, and takes the user to a part of it, once no dialog is in the way. */
export function goToPart(session: Session, id: string): void {
  session.pane.value = 'image';
  const go = (left: number) => {
    const part = document.getElementById(id);
    if (left > 0 && (!part || document.querySelector('dialog[open]'))) {
      requestAnimationFrame(() => go(left - 1));
      return;
    }
    part?.scrollIntoView({ block: 'nearest' });
    part?.focus({ preventScroll: true });
  };
  requestAnimationFrame(() => go(MOST_FRAMES));
}
