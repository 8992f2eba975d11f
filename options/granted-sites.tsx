import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { dropAccess, grantedOrigins, onAccessChanged } from '../src/platform/access';
import { t } from '../src/ui/text';

/** `*://pacs.example.org/*` as people read it. */
function siteName(origin: string): string {
  return origin.startsWith('file:') ? t('options_sites_files') : origin.replace(/^.*:\/\/|\/.*$/g, '');
}

/** The sites that the user has let Veil read from, each with a button that takes it back. */
export function GrantedSites() {
  const origins = useSignal<readonly string[]>([]);
  const said = useSignal('');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const show = async () => {
      origins.value = await grantedOrigins();
    };
    onAccessChanged(() => void show());
    void show();
  }, []);
  const drop = async (origin: string) => {
    await dropAccess(origin);
    said.value = t('options_sites_dropped', siteName(origin));
    heading.current?.focus();
  };
  return (
    <section aria-labelledby="sites-title">
      <h2 id="sites-title" ref={heading} tabIndex={-1}>
        {t('options_sites')}
      </h2>
      {origins.value.length === 0 && <p class="soft">{t('options_sites_none')}</p>}
      <ul>
        {origins.value.map((origin) => (
          <li key={origin} class="site">
            {siteName(origin)}
            <button type="button" class="button slim" onClick={() => void drop(origin)}>
              {t('options_sites_drop', siteName(origin))}
            </button>
          </li>
        ))}
      </ul>
      <p class="hidden-visually" role="status">
        {said.value}
      </p>
    </section>
  );
}
