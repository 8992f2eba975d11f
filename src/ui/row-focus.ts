import type { Signal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { VirtualRows } from './virtual-rows';

export interface RowFocus {
  readonly rowElement: (index: number) => HTMLElement | null;
  /** Scrolls to a row and focuses it, or the text box in it. */
  readonly focusRow: (index: number) => void;
}

/**
 * The focus in a table of which only some rows are in the document. A row that had the focus and goes leaves it
 * to the row in its place.
 *
 * @param active - the index of the row that can be reached with Tab
 */
export function useRowFocus(
  scroller: RefObject<HTMLElement | null>,
  rows: VirtualRows,
  total: number,
  active: Signal<number>,
): RowFocus {
  /** A row to focus once it is in the document. */
  const wanted = useRef<number | null>(null);
  const rowElement = (index: number) =>
    scroller.current?.querySelector<HTMLElement>(`[role="row"][data-index="${index}"]`) ?? null;
  const focusWanted = () => {
    const element = wanted.current === null ? null : rowElement(wanted.current);
    if (!element) return;
    const typing = element.querySelector<HTMLElement>('.new-input input');
    (typing ?? element).focus({ preventScroll: true });
    wanted.current = null;
  };
  const hadFocus = scroller.current?.contains(document.activeElement) ?? false;
  useLayoutEffect(() => {
    if (hadFocus && document.activeElement === document.body) wanted.current = Math.min(active.value, total - 1);
    focusWanted();
  });
  return {
    rowElement,
    focusRow: (index) => {
      const to = Math.max(0, Math.min(total - 1, index));
      active.value = to;
      rows.scrollTo(to);
      wanted.current = to;
      focusWanted();
    },
  };
}
