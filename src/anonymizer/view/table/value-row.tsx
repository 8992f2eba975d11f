import { useRef } from 'preact/hooks';
import type { ActionName, Deed, DistinctValue, ElementValues } from '../../../jobs/engine-api';
import { plural, t } from '../../../ui/text';
import { Value } from '../../../ui/value';
import type { EditableLine } from '../../state/edits/all-values';
import type { ValueLine } from '../../state/edits/value-lines';
import type { Typing } from '../../state/file/file-view';
import { useSession } from '../context';
import { ActionSelect } from './element-action';
import { FoldButton, holderOf, NameLines, ShowButton } from './element-name';
import { NewValue, NewValueInput } from './new-value';
import { GroupRow, type RowPlace, TableRow } from './table-row';

const PRIVATE_TAG = /^\([0-9A-F]{3}[13579BDF]/;

interface Props {
  readonly line: ValueLine;
  readonly place: RowPlace;
}

/** A group, an element or one of its values. */
export function ValueRow({ line, place }: Props) {
  const { values } = useSession();
  if (line.kind === 'group') {
    const name = t(line.group === '' ? 'stays_other' : `stays_${line.group}`);
    return <GroupRow place={place} name={name} count={line.elements} />;
  }
  const { edited } = summaryOf(line);
  const typing = values.typing.value?.key === line.key ? values.typing.value : null;
  const marks = [line.kind, edited && 'edited', typing !== null && 'typing', place.nearEnd && 'near-end'];
  return (
    <TableRow place={place} marks={marks}>
      <EditableCells place={place} line={line} typing={typing} />
    </TableRow>
  );
}

/** What holds for all values of a line: '' and null where they differ. */
interface Summary {
  readonly values: readonly DistinctValue[];
  readonly deed: Deed | '';
  /** The value that stands for all. */
  readonly shown: DistinctValue | null;
  readonly edited: boolean;
}

function summaryOf(line: EditableLine): Summary {
  const values = line.kind === 'value' ? [line.value] : line.element.values;
  const [first] = values;
  const isLikeFirst = ({ deed, outcome, alike }: DistinctValue) =>
    alike && deed === first?.deed && outcome === first.outcome;
  const alike = first !== undefined && values.every(isLikeFirst);
  return {
    values,
    deed: alike ? first.deed : '',
    shown: alike ? (values.length === 1 ? first : { ...first, newValue: '', removals: [], text: ' ' }) : null,
    edited: values.some((value) => value.edited),
  };
}

/** An element's name; what the dictionary does not know is named by its kind. */
export function elementName({ name, tag }: ElementValues): string {
  return name || t(PRIVATE_TAG.test(tag) ? 'name_private' : 'name_unknown');
}

function EditableCells(props: Props & { readonly line: EditableLine; readonly typing: Typing | null }) {
  const { line, typing, place } = props;
  const { active, onDone } = place;
  const { values, table } = useSession();
  const asked = useRef(false);
  const { element } = line;
  const { deed, shown, edited } = summaryOf(line);
  const only = line.kind === 'value' ? line.value : line.only;
  const name = elementName(element);
  const label = line.kind === 'value' ? t('value_of', name, line.value.text || t('value_empty')) : name;
  const choose = (chosen: ActionName | null) => {
    asked.current = chosen === 'replace';
    void values.choose(line, chosen);
  };
  return (
    <>
      <span role="cell" class="cell tag mono" title={element.path}>
        {line.kind === 'element' && element.tag}
      </span>
      {line.kind === 'element' && (
        <>
          <span role="cell" class="cell name">
            <ElementName line={line} />
          </span>
          <span role="cell" class="cell vr mono soft">
            {element.vr}
          </span>
        </>
      )}
      <span
        role="cell"
        class={only ? 'cell original' : 'cell original soft'}
        aria-colspan={line.kind === 'value' ? 3 : undefined}
        title={only?.text}
      >
        {only ? <OneValue element={element} value={only} /> : plural('values_count', element.distinct)}
        {only && (
          <ShowButton
            label={t('show_in_file', label)}
            active={active}
            onShow={() => void table.showPlace(only.file, only.place)}
          />
        )}
      </span>
      <span role="cell" class="cell action">
        <ActionSelect
          label={t('action_for', label)}
          deed={typing ? 'replace' : deed}
          actions={element.actions}
          decidedBy={(shown ?? element.values[0])?.decidedBy ?? 'none'}
          edited={edited}
          active={active}
          onChoose={choose}
        />
      </span>
      <span role="cell" class="cell new">
        {typing ? (
          <NewValueInput
            typing={{ ...typing, name: label }}
            vr={element.vr}
            focus={asked.current}
            onType={(text) => values.type(line, text)}
            onApply={async () => {
              if (await values.applyText(line)) onDone();
            }}
            onCancel={() => {
              values.stopTyping();
              onDone();
            }}
          />
        ) : (
          shown && <NewValue row={{ ...shown, kind: 'element', vr: element.vr, bytes: shown.text.length }} />
        )}
      </span>
      <span role="cell" class="cell by soft small">
        {plural('files_count', only?.files ?? element.files)}
      </span>
    </>
  );
}

function ElementName({ line }: { line: Extract<ValueLine, { kind: 'element' }> }) {
  const { values } = useSession();
  const { element, only, expanded } = line;
  const name = elementName(element);
  return (
    <>
      {only ? (
        <span class="fold-space" />
      ) : (
        <FoldButton name={name} expanded={expanded} onFold={(wanted) => values.setExpanded(line, wanted)} />
      )}
      <NameLines name={name} holder={holderOf(element.path)} />
    </>
  );
}

function OneValue({ element, value }: { element: ElementValues; value: DistinctValue }) {
  if (value.text === '') return <span class="soft">{t('value_empty')}</span>;
  return <Value text={value.text} isUid={element.vr === 'UI'} removals={value.removals} />;
}
