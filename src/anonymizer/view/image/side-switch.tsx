import { t } from '../../../ui/text';
import type { FileView } from '../../state/file/file-view';
import type { Side } from '../../state/image/image-viewer';
import { useImage } from './context';

const SIDES: readonly Side[] = ['before', 'after'];

/** The original or the new file, at the same place: what was masked shows when they take turns. */
export function SideSwitch({ file }: { file: FileView }) {
  const { viewer } = useImage();
  const hasResult = (file.result.value?.blob ?? null) !== null;
  const shown = hasResult ? viewer.side.value : 'before';
  return (
    <fieldset class="segments side-switch" title={hasResult ? undefined : t('side_after_missing')}>
      <legend class="hidden-visually">{t('side')}</legend>
      {SIDES.map((side) => (
        <label key={side} class={shown === side ? 'segment on' : 'segment'}>
          <input
            type="radio"
            name="side"
            class="hidden-visually"
            checked={shown === side}
            disabled={side === 'after' && !hasResult}
            onChange={() => {
              viewer.side.value = side;
            }}
          />
          {t(`side_${side}`)}
        </label>
      ))}
    </fieldset>
  );
}
