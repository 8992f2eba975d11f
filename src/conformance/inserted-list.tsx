import { isStamped } from '../core/deident/rules/decide';
import { entries } from '../core/dicom/dictionary';
import { formatTag } from '../core/dicom/tag';

/** The elements that every output has, whatever the original said. */
export function InsertedList() {
  return (
    <ul>
      {[...entries()]
        .filter(({ tag }) => isStamped(tag))
        .map(({ tag, name }) => (
          <li key={tag}>
            <span class="mono">{formatTag(tag)}</span> {name}
          </li>
        ))}
    </ul>
  );
}
