const SHORTEST_CUT = 20;
const TAIL = 6;

/**
 * An element's value on one line. A UID that has no room loses its middle: its start says who gave it, its end
 * which one it is.
 */
export function Value({ text, isUid }: { text: string; isUid: boolean }) {
  if (!isUid || text.length < SHORTEST_CUT) return <span class="value">{text}</span>;
  return (
    <span class="value uid">
      <span class="value-start">{text.slice(0, -TAIL)}</span>
      <span class="value-end">{text.slice(-TAIL)}</span>
    </span>
  );
}
