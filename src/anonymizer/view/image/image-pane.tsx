import type { ImageFacts } from '../../../jobs/engine-api';
import { bytes, number, t } from '../../../ui/text';
import type { FileView } from '../../state/file/file-view';
import { useImage } from './context';
import { FrameBar } from './frame-bar';
import { GateCard } from './gate-card';
import { MaskPanel } from './mask-panel';
import { SideSwitch } from './side-switch';
import { Stage } from './stage';
import { StageTools } from './stage-tools';

/** The picture, the tools around it, its masks, and what has to be known of it before it is shared. */
export function ImagePane({ file, facts }: { file: FileView; facts: ImageFacts | null }) {
  const { viewer } = useImage();
  // The picture comes before the rest of its file is read. Its tools stand there already: they would move it later.
  const hasPixels = file.opened.value ? file.pixels.facts.value !== null : viewer.state.value.kind !== 'no-image';
  return (
    <section class="image-pane" aria-label={t('image_preview')}>
      <div class="viewer">
        <div class="viewer-head">
          <h2>{t('image')}</h2>
          {facts && (
            <p class="viewer-facts" title={factsText(facts)}>
              {factsText(facts)}
            </p>
          )}
          {hasPixels && <SideSwitch file={file} />}
        </div>
        {hasPixels && <StageTools file={file} />}
        <Stage />
        {hasPixels && <FrameBar file={file} />}
      </div>
      {hasPixels && <GateCard file={file} />}
      {hasPixels && <MaskPanel file={file} />}
    </section>
  );
}

function factsText(facts: ImageFacts): string {
  const { frames } = facts;
  return [
    t('image_size', facts.columns, facts.rows),
    ...(frames > 1 ? [t('image_frame_count', number(frames))] : []),
    t('image_bits', facts.bitsStored),
    facts.photometricInterpretation,
    `${bytes(facts.pixelBytes)} ${t(facts.encapsulated ? 'image_compressed' : 'image_native')}`,
  ].join(' · ');
}
