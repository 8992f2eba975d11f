import { Contrast, Eclipse, Expand, Hand, type IconNode, Layers2, RotateCcw, ZoomIn, ZoomOut } from 'lucide';
import { Icon } from '../../../ui/icon';
import { t } from '../../../ui/text';
import type { FileView } from '../../state/file/file-view';
import type { Tool } from '../../state/image/image-viewer';
import { useImage } from './context';
import { MaskButtons } from './mask-buttons';
import { WindowControl } from './window-control';

const ZOOM_STEP = 1.25;

/** How the picture is looked at. None of it changes the picture that is written. */
export function StageTools({ file }: { file: FileView }) {
  const { viewer } = useImage();
  const info = viewer.info.value;
  const tool = viewer.tool.value;
  const isIdle = info === null && (viewer.state.value.kind === 'failed' || file.opened.value === null);
  const choose = (name: Tool, icon: IconNode, label: string) => (
    <ToolButton
      icon={icon}
      label={label}
      pressed={tool === name}
      onClick={() => {
        viewer.tool.value = name;
      }}
    />
  );
  return (
    <fieldset class="stage-tools" disabled={isIdle}>
      <legend class="hidden-visually">{t('stage_tools')}</legend>
      <div class="tool-group">
        {info?.hasWindow !== false && choose('window', Contrast, t('tool_window'))}
        {choose('pan', Hand, t('tool_pan'))}
      </div>
      <MaskButtons file={file} />
      <div class="tool-group zoom">
        <ToolButton
          icon={ZoomOut}
          label={t('zoom_out')}
          keys="-"
          onClick={() => viewer.placement.zoom(1 / ZOOM_STEP)}
        />
        <ToolButton icon={ZoomIn} label={t('zoom_in')} keys="+" onClick={() => viewer.placement.zoom(ZOOM_STEP)} />
        <ToolButton icon={Expand} label={t('zoom_fit')} keys="F" onClick={() => viewer.placement.fit()} />
        <button
          type="button"
          class="button quiet slim tool-text"
          aria-label={t('zoom_actual')}
          title={t('zoom_actual')}
          onClick={() => viewer.placement.actualSize()}
        >
          1:1
        </button>
      </div>
      {info?.hasWindow !== false && <WindowControl modality={file.opened.value?.summary.modality ?? ''} />}
      <div class="tool-group end">
        <ToolButton
          icon={Eclipse}
          label={t('invert')}
          keys="I"
          pressed={viewer.inverted.value}
          onClick={() => {
            viewer.inverted.value = !viewer.inverted.value;
          }}
        />
        {info?.hasOverlays && (
          <ToolButton
            icon={Layers2}
            label={t('overlays_shown')}
            pressed={viewer.overlays.value}
            onClick={() => {
              viewer.overlays.value = !viewer.overlays.value;
            }}
          />
        )}
        <ToolButton icon={RotateCcw} label={t('view_reset')} onClick={() => viewer.reset()} />
      </div>
    </fieldset>
  );
}

function ToolButton(props: {
  readonly icon: IconNode;
  readonly label: string;
  readonly keys?: string;
  /** Given for what is on or off. */
  readonly pressed?: boolean;
  readonly onClick: () => void;
}) {
  const { icon, label, keys, pressed, onClick } = props;
  return (
    <button
      type="button"
      class={pressed ? 'button quiet slim square on' : 'button quiet slim square'}
      aria-label={label}
      title={keys ? `${label} (${keys})` : label}
      aria-keyshortcuts={keys}
      aria-pressed={pressed}
      onClick={onClick}
    >
      <Icon node={icon} />
    </button>
  );
}
