import { reasonsFor } from '../core/deident/text/removal';
import type { Removal } from '../jobs/engine-api';
import { list, snake, t } from './text';

/** Why pieces of a text went: each reason once, in the order of the text. */
export function reasonsText(removals: readonly Removal[]): string {
  const reasons = new Set(removals.flatMap(reasonsFor));
  return list([...reasons].map((reason) => t(`removal_${snake(reason)}`)));
}

/** A text with what goes of it struck out. With `said`, a screen reader hears the reason of each piece. */
export function StruckText({
  text,
  removals,
  said = false,
}: {
  text: string;
  removals: readonly Removal[];
  said?: boolean;
}) {
  let at = 0;
  return (
    <>
      {removals.map((removal) => {
        const { start, end } = removal;
        const before = text.slice(at, start);
        at = end;
        return (
          <>
            {before}
            <del key={start} class="struck" title={t('removed_because', reasonsText([removal]))}>
              {text.slice(start, end)}
              {said && <span class="struck-reason">{reasonsText([removal])}</span>}
            </del>
          </>
        );
      })}
      {text.slice(at)}
    </>
  );
}
