import { useSignal } from '@preact/signals';
import { CircleX, FileArchive, KeyRound, Link, RotateCcw } from 'lucide';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../../../ui/icon';
import { bytes, plural, snake, t } from '../../../ui/text';
import { type LinkFetch, type LinkState, PASSING } from '../../state/link-fetch';

type Shown<K extends LinkState['kind']> = Extract<LinkState, { kind: K }>;

/** What becomes of a link that the page was asked to fetch. The rest of the page stays usable. */
export function LinkCard({ links }: { links: LinkFetch }) {
  const state = links.state.value;
  const card = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Nobody is taken away from what they are doing in the page.
    const { activeElement } = document;
    if (activeElement === document.body || card.current?.contains(activeElement)) heading.current?.focus();
  }, [state.kind]);
  // The status is there before it has something to say: that is how screen readers come to say it.
  return (
    <>
      <p class="hidden-visually" role="status">
        {state.kind !== 'idle' && title(state)}
      </p>
      {state.kind !== 'idle' && <Card state={state} links={links} cardRef={card} headingRef={heading} />}
    </>
  );
}

function Card(props: {
  readonly state: Exclude<LinkState, Shown<'idle'>>;
  readonly links: LinkFetch;
  readonly cardRef: RefObject<HTMLElement | null>;
  readonly headingRef: RefObject<HTMLHeadingElement | null>;
}) {
  const { state, links, cardRef, headingRef } = props;
  return (
    <section ref={cardRef} class="link-card" aria-labelledby="link-title">
      <Icon node={ICONS[state.kind]} size={24} />
      <div class="link-words">
        <h2 id="link-title" ref={headingRef} tabIndex={-1}>
          {title(state)}
        </h2>
        <Body state={state} links={links} />
        <div class="dialog-actions">
          <button type="button" class="button" onClick={() => links.close()}>
            {t(state.kind === 'failed' ? 'close' : 'cancel')}
          </button>
          <Action state={state} links={links} />
        </div>
      </div>
    </section>
  );
}

const ICONS = {
  asking: KeyRound,
  fetching: Link,
  unpacking: FileArchive,
  offer: FileArchive,
  failed: CircleX,
} as const;

function title(state: Exclude<LinkState, Shown<'idle'>>): string {
  switch (state.kind) {
    case 'asking':
      return state.host === '' ? t('link_asking_files') : t('link_asking', state.host);
    case 'fetching':
      return state.host === '' ? t('link_fetching_file') : t('link_fetching', state.host);
    case 'unpacking':
      return t('link_unpacking');
    case 'offer':
      return plural('link_offer', state.files.length);
    case 'failed':
      return t(`link_failed_${snake(state.failure)}`);
  }
}

function Body({ state, links }: { state: LinkState; links: LinkFetch }) {
  switch (state.kind) {
    case 'asking':
      return (
        <>
          <p>{t(state.host === '' ? 'link_asking_files_text' : 'link_asking_text')}</p>
          {state.denied && <p role="alert">{t('link_denied')}</p>}
        </>
      );
    case 'fetching':
      return <Fetching state={state} />;
    case 'unpacking':
      return <progress aria-label={t('link_unpacking')} />;
    case 'offer':
      return <p role="status">{t('link_offer_text')}</p>;
    case 'failed':
      return (
        <>
          <p role="alert">{t(`link_failed_${snake(state.failure)}_hint`)}</p>
          {state.host !== '' && <p class="soft small">{t('link_from', state.host)}</p>}
          {state.failure === 'other-site' && <OtherSite links={links} />}
        </>
      );
    default:
      return null;
  }
}

function Fetching({ state: { host, done, total } }: { state: Shown<'fetching'> }) {
  const known = total !== null && total > 0;
  return (
    <>
      <progress
        aria-label={t('link_fetching', host)}
        max={known ? total : undefined}
        value={known ? Math.min(done, total) : undefined}
      />
      <p class="soft small">{known ? t('progress_of', bytes(done), bytes(total)) : bytes(done)}</p>
    </>
  );
}

/** Browsers don't tell where a link leads on to: the user has to. */
function OtherSite({ links }: { links: LinkFetch }) {
  const host = useSignal('');
  const failed = useSignal(false);
  return (
    <form
      class="link-other"
      onSubmit={async (event) => {
        event.preventDefault();
        failed.value = !(await links.allow(host.value));
      }}
    >
      <label for="link-host">{t('link_other_host')}</label>
      <input
        id="link-host"
        class="field"
        autocomplete="off"
        spellcheck={false}
        aria-describedby="link-host-problem"
        value={host.value}
        onInput={(event) => {
          host.value = event.currentTarget.value;
        }}
      />
      <button type="submit" class="button">
        {t('link_other_allow')}
      </button>
      <p id="link-host-problem" class="small" role="status">
        {failed.value && t('link_denied')}
      </p>
    </form>
  );
}

function Action({ state, links }: { state: LinkState; links: LinkFetch }) {
  if (state.kind === 'asking') {
    return (
      <button type="button" class="button primary" onClick={() => void links.allow()}>
        {t('link_allow')}
      </button>
    );
  }
  if (state.kind === 'offer') {
    return (
      <button type="button" class="button primary" onClick={() => links.accept()}>
        {plural('link_open', state.files.length)}
      </button>
    );
  }
  if (state.kind !== 'failed' || !PASSING.includes(state.failure)) return null;
  return (
    <button type="button" class="button primary" onClick={() => void links.retry()}>
      <Icon node={RotateCcw} />
      {t('retry')}
    </button>
  );
}
