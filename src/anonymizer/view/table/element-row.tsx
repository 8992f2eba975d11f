import { useRef } from 'preact/hooks';
import type { ActionName, ElementRow } from '../../../jobs/engine-api';
import { plural, t } from '../../../ui/text';
import { Value } from '../../../ui/value';
import type { FileView } from '../../state/file/file-view';
import { useSession } from '../context';
import { deciderText, whyText } from './decider-text';
import { ActionSelect } from './element-action';
import { NameCell, nameOf } from './element-name';
import { NewValue, NewValueInput } from './new-value';
import { GroupRow, type RowPlace, TableRow } from './table-row';

interface Props {
  readonly file: FileView;
  readonly row: ElementRow | undefined;
  readonly place: RowPlace;
  /** The table shows matches only: where a nested element stands is said by its path, not by the rows around it. */
  readonly filtered: boolean;
  /** The first row of the file meta information, which stands behind the data set. */
  readonly startsMeta: boolean;
}

export function ElementRowView({ file, row, place, filtered, startsMeta }: Props) {
  const { editor } = useSession();
  const { active, nearEnd, onDone } = place;
  /** The user has just asked for the text box. One that scrolls back into view takes no focus. */
  const asked = useRef(false);
  if (!row) {
    return (
      <TableRow place={place} marks={['pending']}>
        <span role="cell" class="cell name soft">
          …
        </span>
      </TableRow>
    );
  }
  if (row.kind === 'group') {
    return <GroupRow place={place} name={row.group && t(`stays_${row.group}`)} count={row.children} />;
  }
  const typing = file.typing.value.get(row.id);
  const choose = (action: ActionName | null) => {
    asked.current = action === 'replace';
    if (action === 'replace') {
      file.setTyping(row.id, { name: nameOf(row), text: row.deed === 'replace' ? row.newValue : '', problem: null });
      return;
    }
    file.setTyping(row.id, null);
    void editor.edit(file, { id: row.id, name: nameOf(row) }, { action, value: '' });
  };
  const marks = [row.edited && 'edited', typing && 'typing', startsMeta && 'starts-meta', nearEnd && 'near-end'];
  return (
    <TableRow place={place} marks={[row.kind, row.outcome, ...marks]}>
      <span role="cell" class="cell tag mono" title={row.path}>
        {row.tag}
      </span>
      <NameCell file={file} row={row} filtered={filtered} active={active} />
      <span role="cell" class="cell vr mono soft">
        {row.vr}
      </span>
      <span role="cell" class="cell original" title={original(row)}>
        <Value text={original(row)} isUid={row.vr === 'UI'} removals={row.removals} />
      </span>
      <span role="cell" class="cell action">
        {row.kind !== 'item' && (
          <ActionSelect
            label={t('action_for', nameOf(row))}
            deed={typing ? 'replace' : row.deed}
            actions={row.actions}
            decidedBy={row.decidedBy}
            edited={row.edited}
            active={active}
            onChoose={choose}
          />
        )}
      </span>
      <span role="cell" class="cell new">
        {typing ? (
          <NewValueInput
            typing={typing}
            vr={row.vr}
            focus={asked.current}
            onType={(text) => file.setTyping(row.id, { ...typing, text, problem: null })}
            onApply={async () => {
              if (await editor.applyText(file, row.id)) onDone();
            }}
            onCancel={() => {
              file.setTyping(row.id, null);
              onDone();
            }}
          />
        ) : (
          <NewValue row={row} />
        )}
      </span>
      <span role="cell" class="cell by soft small" title={row.kind === 'item' ? undefined : whyText(row)}>
        <span class="by-text">{row.kind === 'item' ? '' : deciderText(row)}</span>
        {row.edited && <OthersButton file={file} row={row} active={active} />}
      </span>
    </TableRow>
  );
}

/** What the original says, or how much it is. */
export function original(row: ElementRow): string {
  if (row.kind === 'sequence') return plural('value_items', row.children);
  return row.binary ? plural('value_bytes', row.bytes) : row.original;
}

/** Makes a hand edit in the other open files too. */
function OthersButton({ file, row, active }: { file: FileView; row: ElementRow; active: boolean }) {
  const session = useSession();
  const others = session.files.open.value.filter((other) => other !== file).length;
  if (others === 0) return null;
  const label = plural('edit_others', others);
  return (
    <button
      type="button"
      class="others"
      tabIndex={active ? 0 : -1}
      aria-label={label}
      title={label}
      onClick={() => void session.editor.editOthers(file, { id: row.id, path: row.path, name: nameOf(row) })}
    >
      {t('edit_others_short')}
    </button>
  );
}
