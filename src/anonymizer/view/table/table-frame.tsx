import type { ComponentChildren } from 'preact';
import { type MessageKey, t } from '../../../ui/text';
import { type Foldable, moveInTable } from './table-keys';
import type { TableRows } from './table-rows';

/** A column: its class, and the key of its heading. */
export type Column = readonly [string, MessageKey];

/** Heading and scrolled body of a table of which only the rows on screen are in the document. */
export function TableFrame<Row extends Foldable>(props: {
  readonly label: string;
  readonly columns: readonly Column[];
  readonly rows: TableRows;
  /** What is at the row that the user is at. */
  readonly current: Row | undefined;
  readonly onExpand: (row: Row, expanded: boolean) => void;
  readonly children: ComponentChildren;
  /** Shown where there are no rows. */
  readonly empty: ComponentChildren;
}) {
  const { label, columns, rows, current, onExpand, children, empty } = props;
  const { total, height, scroller, rowElement, focusRow } = rows;
  const onKeyDown = (event: KeyboardEvent) =>
    moveInTable(event, {
      index: rows.current,
      total,
      page: rows.page(),
      row: current,
      focusRow,
      focusAction: (index) => rowElement(index)?.querySelector('select')?.focus(),
      setExpanded: onExpand,
    });
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
