import { Image, ImageOff } from 'lucide';
import type { ImageFacts } from '../../jobs/engine-api';
import { Icon } from '../../ui/icon';
import { bytes, plural, t } from '../../ui/text';

/** What is known of the image, on the black ground where images belong. */
export function ImagePane({ facts }: { facts: ImageFacts | null }) {
  return (
    <section class="stage" aria-label={t('image_preview')}>
      <h2>{t('image_preview')}</h2>
      {facts ? <Facts facts={facts} /> : <NoImage />}
    </section>
  );
}

function Facts({ facts }: { facts: ImageFacts }) {
  return (
    <div class="stage-facts">
      <p class="stage-size">
        <Icon node={Image} size={20} />
        {t('image_size', facts.columns, facts.rows)}
      </p>
      <ul>
        <li>{plural('image_frames', facts.frames)}</li>
        <li>{t('image_bits', facts.bitsStored, facts.bitsAllocated)}</li>
        <li>{facts.photometricInterpretation}</li>
        <li>{t(facts.encapsulated ? 'image_compressed' : 'image_native')}</li>
        <li>{t('image_bytes', bytes(facts.pixelBytes))}</li>
      </ul>
      <p class="stage-note">{t('image_note')}</p>
    </div>
  );
}

function NoImage() {
  return (
    <div class="stage-facts">
      <p class="stage-size">
        <Icon node={ImageOff} size={20} />
        {t('image_none')}
      </p>
    </div>
  );
}
