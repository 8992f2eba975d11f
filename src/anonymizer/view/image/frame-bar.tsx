import { CircleX, Layers, Pause, Play, X } from 'lucide';
import { Icon } from '../../../ui/icon';
import { plural, t } from '../../../ui/text';
import type { FileView } from '../../state/file/file-view';
import type { ProjectionScope } from '../../state/image/projection-view';
import { useSession } from '../context';
import { useImage } from './context';

/**
 * Which frame is shown; and all of them at once, for text that is on some. Where several files are open its place is
 * kept: which of them are one series is known one after the other.
 */
export function FrameBar({ file }: { file: FileView }) {
  const session = useSession();
  const { viewer } = useImage();
  const frames = viewer.info.value?.frames ?? 1;
  const images = viewer.series(file).length;
  if (frames === 1 && session.files.all.value.length === 1) return null;
  return (
    <div class="frame-bar">
      {frames > 1 && <Frames count={frames} />}
      {(frames > 1 || images > 1) && <Projection frames={frames} images={images} />}
    </div>
  );
}

function Frames({ count }: { count: number }) {
  const { viewer } = useImage();
  const playing = viewer.cine.playing.value;
  const frame = viewer.frame.value;
  const label = t(playing ? 'cine_pause' : 'cine_play');
  return (
    <>
      <button
        type="button"
        class="button quiet slim square"
        aria-label={label}
        title={label}
        onClick={() => viewer.play()}
      >
        <Icon node={playing ? Pause : Play} />
      </button>
      <input
        type="range"
        class="frame-slider"
        aria-label={t('frame')}
        aria-valuetext={t('frame_of', frame + 1, count)}
        min={1}
        max={count}
        value={frame + 1}
        onInput={(event) => {
          viewer.cine.stop();
          viewer.goTo(event.currentTarget.valueAsNumber - 1);
        }}
      />
      <span class="frame-number" aria-hidden="true">
        {frame + 1} / {count}
      </span>
    </>
  );
}

function Projection({ frames, images }: { frames: number; images: number }) {
  const { viewer } = useImage();
  const { projection } = viewer;
  const state = projection.state.value;
  const start = (scope: ProjectionScope, label: string) => (
    <button type="button" class="button quiet slim" title={t('projection_title')} onClick={() => viewer.project(scope)}>
      <Icon node={Layers} size={14} />
      {label}
    </button>
  );
  if (state.kind === 'off' || state.kind === 'failed') {
    return (
      <div class="tool-group projection">
        {state.kind === 'failed' && (
          <span class="projection-failed" role="alert">
            <Icon node={CircleX} size={14} />
            {t('projection_failed')}
          </span>
        )}
        {frames > 1 && start('file', t('projection_frames'))}
        {images > 1 && start('series', plural('projection_series', images))}
      </div>
    );
  }
  const isRunning = state.kind === 'running';
  return (
    <div class="tool-group projection on">
      {isRunning ? (
        <progress
          aria-label={t('projection_running')}
          max={Math.max(1, state.progress.total)}
          value={state.progress.done}
        />
      ) : (
        <Icon node={Layers} size={14} />
      )}
      <span role="status">
        {isRunning
          ? t('progress_of', String(state.progress.done), String(state.progress.total))
          : state.missing > 0
            ? plural('projection_missing', state.missing)
            : t('projection_done')}
      </span>
      <button
        type="button"
        class="button quiet slim square"
        aria-label={t(isRunning ? 'cancel' : 'projection_close')}
        title={t(isRunning ? 'cancel' : 'projection_close')}
        onClick={() => projection.hide()}
      >
        <Icon node={X} size={14} />
      </button>
    </div>
  );
}
