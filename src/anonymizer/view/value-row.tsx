import { ChevronDown, ChevronRight, ListTree } from 'lucide';
import { useRef } from 'preact/hooks';
import type { ActionName, DistinctValue, ElementValues } from '../../jobs/engine-api';
import { Icon } from '../../ui/icon';
import { number, plural, t } from '../../ui/text';
import { Value } from '../../ui/value';
import type { EditableLine } from '../state/all-values';
import type { Typing } from '../state/file-view';
import type { ValueLine } from '../state/value-lines';
import { useSession } from './context';
import { ActionSelect } from './element-action';
import { NewValue, NewValueInput } from './new-value';

const PRIVATE_TAG = /^\([0-9A-F]{3}[13579BDF]/;

interface Props {
  readonly line: ValueLine;
  readonly index: number;
  readonly top: number;
  readonly active: boolean;
  /** There is no room for a message below the row. */
  readonly nearEnd: boolean;
  readonly onActive: () => void;
  /** The user is done with a control in the row: the row takes the focus. */
  readonly onDone: () => void;
}

/** A group, an element or one of its values. */
export function ValueRow(props: Props) {
  const { line, index, top, active, nearEnd, onActive } = props;
  const { values } = useSession();
  const place = {
    role: 'row' as const,
    'aria-rowindex': index + 2,
    'data-index': index,
    tabIndex: active ? 0 : -1,
    style: { transform: `translateY(${top}px)` },
    onFocusCapture: onActive,
  };
  if (line.kind === 'group') {
    return (
      <div class="row body group" {...place}>
        <span role="cell" class="cell group-name" aria-colspan={7}>
          {t(line.group === '' ? 'stays_other' : `stays_${line.group}`)}{' '}
          <span class="count">{number(line.elements)}</span>
        </span>
      </div>
    );
  }
  const { edited } = summaryOf(line);
  const typing = values.typing.value?.key === line.key ? values.typing.value : null;
  const marks = [edited && 'edited', typing && 'typing', nearEnd && 'near-end'];
  return (
    <div class={['row body', line.kind, ...marks].filter(Boolean).join(' ')} {...place}>
      <EditableCells {...props} line={line} typing={typing} />
    </div>
  );
}

/** What holds for all values of a line: '' and null where they differ. */
interface Summary {
  readonly values: readonly DistinctValue[];
  readonly action: ActionName | '';
  /** The value that stands for all. */
  readonly shown: DistinctValue | null;
  readonly edited: boolean;
}

function summaryOf(line: EditableLine): Summary {
  const values = line.kind === 'value' ? [line.value] : line.element.values;
  const [first] = values;
  const isLikeFirst = ({ action, outcome, alike }: DistinctValue) =>
    alike && action === first?.action && outcome === first.outcome;
  const alike = first !== undefined && values.every(isLikeFirst);
  return {
    values,
    action: alike ? first.action : '',
    shown: alike ? (values.length === 1 ? first : { ...first, newValue: '', removals: [], text: ' ' }) : null,
    edited: values.some((value) => value.edited),
  };
}

/** An element's name; what the dictionary does not know is named by its kind. */
export function elementName({ name, tag }: ElementValues): string {
  return name || t(PRIVATE_TAG.test(tag) ? 'name_private' : 'name_unknown');
}

function EditableCells(props: Props & { readonly line: EditableLine; readonly typing: Typing | null }) {
  const { line, typing, active, onDone } = props;
  const session = useSession();
  const asked = useRef(false);
  const { values } = session;
  const { element } = line;
  const { action, shown, edited } = summaryOf(line);
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
          <button
            type="button"
            class="fold show-row"
            tabIndex={active ? 0 : -1}
            aria-label={t('show_in_file', label)}
            title={t('show_in_file', label)}
            onClick={() => void session.table.showPlace(only.file, only.place)}
          >
            <Icon node={ListTree} size={14} />
          </button>
        )}
      </span>
      <span role="cell" class="cell action">
        <ActionSelect
          label={t('action_for', label)}
          action={typing ? 'replace' : action}
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
  const holder = element.path.slice(0, Math.max(0, element.path.lastIndexOf('.(')));
  const name = elementName(element);
  return (
    <>
      {only ? (
        <span class="fold-space" />
      ) : (
        <button
          type="button"
          class="fold"
          tabIndex={-1}
          aria-expanded={expanded}
          aria-label={t(expanded ? 'fold' : 'unfold', name)}
          onClick={() => values.setExpanded(line, !expanded)}
        >
          <Icon node={expanded ? ChevronDown : ChevronRight} size={14} />
        </button>
      )}
      <span class={holder ? 'name-lines' : 'name-text'}>
        <span class="name-text">{name}</span>
        {holder && (
          <span class="holder mono soft" title={t('inside', holder)}>
            {t('inside', holder)}
          </span>
        )}
      </span>
    </>
  );
}

function OneValue({ element, value }: { element: ElementValues; value: DistinctValue }) {
  if (value.text === '') return <span class="soft">{t('value_empty')}</span>;
  return <Value text={value.text} isUid={element.vr === 'UI'} removals={value.removals} />;
}
