import type { Removal } from '../jobs/engine-api';
import { StruckText } from './struck-text';

const SHORTEST_CUT = 20;
const TAIL = 6;

/**
 * An element's value on one line, with what cleaning takes struck out. A UID that has no room loses its middle:
 * its start says who gave it, its end which one it is.
 */
export function Value(props: {
  readonly text: string;
  readonly isUid: boolean;
  readonly removals?: readonly Removal[];
}) {
  const { text, isUid, removals = [] } = props;
  if (removals.length > 0) {
    return (
      <span class="value">
        <StruckText text={text} removals={removals} />
      </span>
    );
  }
  if (!isUid || text.length < SHORTEST_CUT) return <span class="value">{text}</span>;
  return (
    <span class="value uid">
      <span class="value-start">{text.slice(0, -TAIL)}</span>
      <span class="value-end">{text.slice(-TAIL)}</span>
    </span>
  );
}
