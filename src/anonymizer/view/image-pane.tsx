import { ImageOff } from 'lucide';
import type { ImageFacts } from '../../jobs/engine-api';
import { Icon } from '../../ui/icon';
import { bytes, type MessageKey, number, t } from '../../ui/text';

/** What is known of the image, on the black ground where images belong. */
export function ImagePane({ facts }: { facts: ImageFacts | null }) {
  return (
    <section class="stage" aria-label={t('image_preview')}>
      <h2>{t('image')}</h2>
      {facts ? (
        <>
          <dl class="stage-facts">
            {lines(facts).map(([key, value]) => (
              <div key={key}>
                <dt>{t(key)}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          <p class="stage-note">{t('image_note')}</p>
        </>
      ) : (
        <p class="stage-none">
          <Icon node={ImageOff} />
          {t('image_none')}
        </p>
      )}
    </section>
  );
}

function lines(facts: ImageFacts): readonly (readonly [MessageKey, string])[] {
  return [
    ['image_matrix', t('image_size', facts.columns, facts.rows)],
    ['image_frames', number(facts.frames)],
    ['image_depth', t('image_bits', facts.bitsStored, facts.bitsAllocated)],
    ['image_colours', facts.photometricInterpretation],
    ['image_pixels', `${bytes(facts.pixelBytes)}, ${t(facts.encapsulated ? 'image_compressed' : 'image_native')}`],
  ];
}
