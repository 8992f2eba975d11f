import type { ComponentChildren } from 'preact';
import { number } from '../../../ui/text';

/** Where a row of a table stands, and what the table wants to be told by it. */
export interface RowPlace {
  readonly index: number;
  /** In pixels from the first row. */
  readonly top: number;
  /** The one row that can be reached with Tab. */
  readonly active: boolean;
  /** There is no room for a message below the row. */
  readonly nearEnd: boolean;
  readonly onActive: () => void;
  /** The user is done with a control in the row: the row takes the focus. */
  readonly onDone: () => void;
}

/** A row of a table of which only the rows on screen are in the document. */
export function TableRow(props: {
  readonly place: RowPlace;
  /** Its classes; what is false is left out. */
  readonly marks: readonly (string | false | undefined)[];
  readonly children: ComponentChildren;
}) {
  const { place, marks, children } = props;
  const { index, top, active, onActive } = place;
  return (
    <div
      class={['row body', ...marks].filter(Boolean).join(' ')}
      role="row"
      aria-rowindex={index + 2}
      data-index={index}
      tabIndex={active ? 0 : -1}
      style={{ transform: `translateY(${top}px)` }}
      onFocusCapture={onActive}
    >
      {children}
    </div>
  );
}

/** A heading over rows of a kind, with their number. */
export function GroupRow({ place, name, count }: { place: RowPlace; name: string; count: number }) {
  return (
    <TableRow place={place} marks={['group']}>
      <span role="cell" class="cell group-name" aria-colspan={7}>
        {name} <span class="count">{number(count)}</span>
      </span>
    </TableRow>
  );
}
