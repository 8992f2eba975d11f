import type { ComponentChildren, RefObject } from 'preact';
import { mediaSignal } from '../../ui/media';
import { type MessageKey, t } from '../../ui/text';

/** A column: its class, and the key of its heading. */
export type Column = readonly [string, MessageKey];

const ROW = 30;
const NARROW_ROW = 84;
const narrow = mediaSignal('(max-width: 700px)');

/** Height of a row in pixels: small screens show a row as three lines. */
export function rowHeight(): number {
  return narrow.value ? NARROW_ROW : ROW;
}

/** Rows in a screenful of a table. */
export function pageOf(scroller: HTMLElement | null): number {
  return Math.max(1, Math.floor((scroller?.clientHeight ?? 10 * ROW) / rowHeight()) - 1);
}

/** Heading and scrolled body of a table of which only the rows on screen are in the document. */
export function TableFrame(props: {
  readonly label: string;
  readonly columns: readonly Column[];
  readonly total: number;
  readonly height: number;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly children: ComponentChildren;
  /** Shown where there are no rows. */
  readonly empty: ComponentChildren;
}) {
  const { label, columns, total, height, scroller, onKeyDown, children, empty } = props;
  return (
    <div
      class="table"
      role="table"
      aria-label={label}
      aria-rowcount={total + 1}
      aria-colcount={columns.length}
      onKeyDown={onKeyDown}
    >
      <div class="table-head" role="rowgroup">
        <div class="row head" role="row" aria-rowindex={1}>
          {columns.map(([column, text]) => (
            <span key={column} role="columnheader" class={`cell ${column}`}>
              {t(text)}
            </span>
          ))}
        </div>
      </div>
      <div class="table-body" role="rowgroup" ref={scroller}>
        <div class="table-space" role="presentation" style={{ height: `${height}px` }}>
          {children}
        </div>
        {total === 0 && empty}
      </div>
    </div>
  );
}
