import { Crop, ScanText, SquarePlus } from 'lucide';
import { Icon } from '../../../ui/icon';
import { t } from '../../../ui/text';
import type { FileView } from '../../state/file/file-view';
import type { Mask } from '../../state/image/masks';
import { useSession } from '../context';
import { useImage } from './context';
import { focusStage } from './stage';

/** The ways to begin a mask: drawing, which goes on until another tool is taken, or Escape; or a search for text. */
export function MaskButtons({ file }: { file: FileView }) {
  const session = useSession();
  const { masks, viewer, search } = useImage();
  const armed = masks.armed.value;
  const arm = (kind: Mask['kind']) => {
    viewer.side.value = 'before';
    viewer.tool.value = kind;
    masks.select(null);
    focusStage();
  };
  const keep = () => {
    const regions = viewer.info.value?.regions ?? [];
    const isKept = masks.masks.value.some(({ kind }) => kind === 'keep');
    if (regions.length === 0 || isKept) arm('keep');
    else session.masks.add(file, regions, 'keep');
  };
  const isSearching = search.state.value.kind === 'collecting' || search.state.value.kind === 'reading';
  const facts = file.pixels.facts.value;
  const cannotDraw = facts === null || viewer.state.value.kind === 'failed' || viewer.problem.value !== null;
  if (facts?.masking === null) return null;
  return (
    <div class="tool-group">
      <button
        type="button"
        class={armed === 'cover' ? 'button slim on' : 'button slim'}
        title={`${t('mask_add_title')} (M)`}
        aria-keyshortcuts="M"
        disabled={cannotDraw}
        onClick={() => arm('cover')}
      >
        <Icon node={SquarePlus} size={14} />
        {t('mask_add')}
      </button>
      <button
        type="button"
        class={armed === 'keep' ? 'button slim on' : 'button slim'}
        title={t('mask_keep_title')}
        disabled={cannotDraw}
        onClick={keep}
      >
        <Icon node={Crop} size={14} />
        {t('mask_keep')}
      </button>
      <button
        type="button"
        class="button slim"
        title={t('search_title')}
        disabled={cannotDraw || isSearching}
        onClick={() => void search.start()}
      >
        <Icon node={ScanText} size={14} />
        {t('search_start')}
      </button>
    </div>
  );
}
