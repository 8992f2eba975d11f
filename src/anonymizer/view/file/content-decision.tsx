import { FileCheck, FileX, Undo2 } from 'lucide';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ErrorCode } from '../../../core/errors';
import type { ContentKind, OpenedFile } from '../../../jobs/engine-api';
import { Icon } from '../../../ui/icon';
import { plural, snake, t } from '../../../ui/text';
import type { FileView } from '../../state/file/file-view';
import { useSession } from '../context';

/** The kind of content for which a file was refused, where the user can decide about it. */
export function decidable(code: ErrorCode): ContentKind | undefined {
  return code === 'encapsulated-document' || code === 'audio' || code === 'raw-data' ? code : undefined;
}

/** Takes the focus that the button before it had, if nothing else has it. */
function useLostFocus<T extends HTMLElement>(): RefObject<T | null> {
  const place = useRef<T>(null);
  useEffect(() => {
    if (document.activeElement === document.body) place.current?.focus({ preventScroll: true });
  }, []);
  return place;
}

/** The two ways to go on with content that can't be cleaned. */
export function ContentChoices({ file, kind }: { file: FileView; kind: ContentKind }) {
  const session = useSession();
  const place = useLostFocus<HTMLFieldSetElement>();
  const name = snake(kind);
  const mayKeep = !session.configuration.inForce.value.rules.disabledFeatures?.includes('keepContent');
  const others = session.files.all.value.filter((other) => other !== file && other.error.value?.code === kind);
  return (
    <fieldset class="content-choices" tabIndex={-1} ref={place} aria-label={t('error_what_to_do')}>
      <div>
        <button
          type="button"
          class="button"
          aria-describedby="content-remove"
          onClick={() => session.opener.decide(file, 'remove')}
        >
          <Icon node={FileX} />
          {t(`content_remove_${name}`)}
        </button>
        <p id="content-remove" class="soft small">
          {t(`content_remove_${name}_text`)}
        </p>
        {others.length > 0 && (
          <button
            type="button"
            class="button slim"
            onClick={() => {
              for (const one of [file, ...others]) session.opener.decide(one, 'remove');
            }}
          >
            {plural('content_remove_others', others.length)}
          </button>
        )}
      </div>
      <div>
        <button
          type="button"
          class="button"
          aria-describedby="content-keep"
          disabled={!mayKeep}
          onClick={() => session.opener.decide(file, 'keep-checked')}
        >
          <Icon node={FileCheck} />
          {t('content_keep')}
        </button>
        <p id="content-keep" class="soft small">
          {mayKeep ? t(`content_keep_${name}_text`) : t('locked_content')}
        </p>
      </div>
    </fieldset>
  );
}

/** What the user decided about it, and the way back. */
export function ContentCard({ file, content }: { file: FileView; content: NonNullable<OpenedFile['content']> }) {
  const session = useSession();
  const place = useLostFocus<HTMLElement>();
  const [kind] = content.kinds;
  if (!kind) return null;
  const name = snake(kind);
  return (
    <section class="card content-card" tabIndex={-1} ref={place} aria-labelledby="content-title">
      <div class="card-head">
        <h2 id="content-title">{t(`content_${name}`)}</h2>
        <button type="button" class="button slim" onClick={() => session.opener.decide(file, 'refuse')}>
          <Icon node={Undo2} size={14} />
          {t('content_undo')}
        </button>
      </div>
      <p>{t(content.decision === 'remove' ? `content_removed_${name}` : `content_kept_${name}`)}</p>
    </section>
  );
}
