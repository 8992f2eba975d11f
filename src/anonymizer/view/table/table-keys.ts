/** A row that may hold others. */
export interface Foldable {
  readonly children: number;
}

export interface TablePosition<Row extends Foldable> {
  readonly index: number;
  readonly total: number;
  /** Rows in a screenful. */
  readonly page: number;
  readonly row: Row | undefined;
  readonly focusRow: (index: number) => void;
  readonly focusAction: (index: number) => void;
  readonly setExpanded: (row: Row, expanded: boolean) => void;
}

/** The row that an arrow or paging key leads to, or undefined for other keys. */
export function target(key: string, { index, total, page }: Pick<TablePosition<Foldable>, 'index' | 'total' | 'page'>) {
  switch (key) {
    case 'ArrowDown':
      return Math.min(index + 1, total - 1);
    case 'ArrowUp':
      return Math.max(index - 1, 0);
    case 'PageDown':
      return Math.min(index + page, total - 1);
    case 'PageUp':
      return Math.max(index - page, 0);
    case 'Home':
      return 0;
    case 'End':
      return total - 1;
    default:
      return undefined;
  }
}

/** Keys inside the table. A control inside a row keeps its own keys, but Escape goes back to the row. */
export function moveInTable<Row extends Foldable>(event: KeyboardEvent, at: TablePosition<Row>): void {
  if (event.ctrlKey || event.altKey || event.metaKey || !(event.target instanceof HTMLElement)) return;
  if (event.target.getAttribute('role') !== 'row') {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    at.focusRow(at.index);
    return;
  }
  const to = target(event.key, at);
  if (to !== undefined) at.focusRow(to);
  else if (event.key === 'Enter') at.focusAction(at.index);
  else if (event.key === 'ArrowRight' && at.row && at.row.children > 0) at.setExpanded(at.row, true);
  else if (event.key === 'ArrowLeft' && at.row && at.row.children > 0) at.setExpanded(at.row, false);
  else return;
  event.preventDefault();
}
