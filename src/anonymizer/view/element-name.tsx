import { ChevronDown, ChevronRight, ListTree } from 'lucide';
import type { ElementRow } from '../../jobs/engine-api';
import { Icon } from '../../ui/icon';
import { t } from '../../ui/text';
import type { FileView } from '../state/file-view';
import { useSession } from './context';

/** An element's name; what the dictionary does not know is named by its kind. */
export function nameOf(row: ElementRow): string {
  if (row.kind === 'item') return t('item_name', Number(/\[(\d+)\]$/.exec(row.path)?.[1] ?? 0) + 1);
  return row.name || t(row.category === 'private' ? 'name_private' : 'name_unknown');
}

/** The path of what holds an element, '' at the top. */
function holderOf(path: string): string {
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
  const session = useSession();
  const holder = filtered ? holderOf(row.path) : '';
  const indent = filtered ? 0 : row.depth * 16;
  return (
    <span role="cell" class="cell name" title={row.keyword} style={{ paddingInlineStart: `${indent}px` }}>
      {row.children > 0 && !filtered ? (
        <button
          type="button"
          class="fold"
          tabIndex={-1}
          aria-expanded={row.expanded}
          aria-label={t(row.expanded ? 'fold' : 'unfold', nameOf(row))}
          onClick={() => void session.table.setExpanded(row, !row.expanded)}
        >
          <Icon node={row.expanded ? ChevronDown : ChevronRight} size={14} />
        </button>
      ) : (
        <span class="fold-space" />
      )}
      <span class={holder ? 'name-lines' : 'name-text'}>
        <span class={row.name ? 'name-text' : 'name-text soft'}>{nameOf(row)}</span>
        {holder && (
          <span class="holder mono soft" title={t('inside', holder)}>
            {t('inside', holder)}
          </span>
        )}
      </span>
      {filtered && (
        <button
          type="button"
          class="fold show-row"
          tabIndex={active ? 0 : -1}
          aria-label={t('show_in_table', nameOf(row))}
          title={t('show_in_table', nameOf(row))}
          onClick={() => void session.table.showElement(file, row)}
        >
          <Icon node={ListTree} size={14} />
        </button>
      )}
    </span>
  );
}
