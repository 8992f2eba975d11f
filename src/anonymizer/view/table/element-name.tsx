import { ChevronDown, ChevronRight, ListTree } from 'lucide';
import type { ElementRow } from '../../../jobs/engine-api';
import { Icon } from '../../../ui/icon';
import { t } from '../../../ui/text';
import type { FileView } from '../../state/file/file-view';
import { useSession } from '../context';

/** An element's name; what the dictionary does not know is named by its kind. */
export function nameOf(row: ElementRow): string {
  if (row.kind === 'item') return t('item_name', Number(/\[(\d+)\]$/.exec(row.path)?.[1] ?? 0) + 1);
  return row.name || t(row.category === 'private' ? 'name_private' : 'name_unknown');
}

/** The path of what holds an element, '' at the top. */
export function holderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('.(')));
}

/** The whole list shows nesting by indentation, matches by the path of what holds them. */
export function NameCell(props: {
  readonly file: FileView;
  readonly row: ElementRow;
  readonly filtered: boolean;
  readonly active: boolean;
}) {
  const { file, row, filtered, active } = props;
  const { table } = useSession();
  const name = nameOf(row);
  const indent = filtered ? 0 : row.depth * 16;
  return (
    <span role="cell" class="cell name" title={row.keyword} style={{ paddingInlineStart: `${indent}px` }}>
      {row.children > 0 && !filtered ? (
        <FoldButton name={name} expanded={row.expanded} onFold={(expanded) => void table.setExpanded(row, expanded)} />
      ) : (
        <span class="fold-space" />
      )}
      <NameLines name={name} soft={!row.name} holder={filtered ? holderOf(row.path) : ''} />
      {filtered && (
        <ShowButton label={t('show_in_table', name)} active={active} onShow={() => void table.showElement(file, row)} />
      )}
    </span>
  );
}

/** Folds or unfolds what a row holds; keys do so from the row itself. */
export function FoldButton(props: {
  readonly name: string;
  readonly expanded: boolean;
  readonly onFold: (expanded: boolean) => void;
}) {
  const { name, expanded, onFold } = props;
  return (
    <button
      type="button"
      class="fold"
      tabIndex={-1}
      aria-expanded={expanded}
      aria-label={t(expanded ? 'fold' : 'unfold', name)}
      onClick={() => onFold(!expanded)}
    >
      <Icon node={expanded ? ChevronDown : ChevronRight} size={14} />
    </button>
  );
}

/** A name, and below it the path of what holds the element, where that is not seen otherwise. */
export function NameLines({ name, soft = false, holder }: { name: string; soft?: boolean; holder: string }) {
  return (
    <span class={holder ? 'name-lines' : 'name-text'}>
      <span class={soft ? 'name-text soft' : 'name-text'}>{name}</span>
      {holder && (
        <span class="holder mono soft" title={t('inside', holder)}>
          {t('inside', holder)}
        </span>
      )}
    </span>
  );
}

/** Shows the row's element among the others of its file. */
export function ShowButton(props: { readonly label: string; readonly active: boolean; readonly onShow: () => void }) {
  const { label, active, onShow } = props;
  return (
    <button
      type="button"
      class="fold show-row"
      tabIndex={active ? 0 : -1}
      aria-label={label}
      title={label}
      onClick={onShow}
    >
      <Icon node={ListTree} size={14} />
    </button>
  );
}
