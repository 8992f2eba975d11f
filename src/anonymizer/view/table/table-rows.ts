import type { Signal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import { mediaSignal } from '../../../ui/media';
import { type RowFocus, useRowFocus } from '../../../ui/row-focus';
import { useVirtualRows, type VirtualRows } from '../../../ui/virtual-rows';
import type { RowPlace } from './table-row';

const ROW = 30;
const NARROW_ROW = 84;
const narrow = mediaSignal('(max-width: 700px)');

/** Height of a row in pixels: small screens show a row as three lines. */
function rowHeight(): number {
  return narrow.value ? NARROW_ROW : ROW;
}

/** The rows of a table: which of them are in the document, and which the user is at. */
export interface TableRows extends VirtualRows, RowFocus {
  readonly total: number;
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** The row that the user is at. */
  readonly current: number;
  /** Rows in a screenful. */
  readonly page: () => number;
  readonly placeOf: (item: VirtualRows['items'][number], onActive: () => void) => RowPlace;
}

/** @param active - the index of the row that the user is at */
export function useTableRows(total: number, active: Signal<number>): TableRows {
  const scroller = useRef<HTMLDivElement>(null);
  const current = Math.min(active.value, Math.max(0, total - 1));
  const rows = useVirtualRows({ scroller, count: total, rowHeight: rowHeight(), keep: current });
  const focus = useRowFocus(scroller, rows, total, active);
  return {
    ...rows,
    ...focus,
    total,
    scroller,
    current,
    page: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 10 * ROW) / rowHeight()) - 1),
    placeOf: ({ index, start }, onActive) => ({
      index,
      top: start,
      active: index === current,
      nearEnd: index >= total - 2 && total > 4,
      onActive: () => {
        active.value = index;
        onActive();
      },
      onDone: () => focus.focusRow(index),
    }),
  };
}
