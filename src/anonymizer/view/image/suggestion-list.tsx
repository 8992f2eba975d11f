import { Check, X } from 'lucide';
import { Icon } from '../../../ui/icon';
import { plural, t } from '../../../ui/text';
import { useImage } from './context';

/** Dashed on the picture: places where this device usually has text, to be accepted or dismissed. */
export function SuggestionList() {
  const { suggestions } = useImage();
  const open = suggestions.open.value;
  if (open.length === 0) return null;
  return (
    <section class="suggestions" aria-labelledby="suggestions-title">
      <div class="mask-head">
        <h4 id="suggestions-title">{plural('suggestions', open.length)}</h4>
        <button
          type="button"
          class="button slim"
          title={`${t('suggestions_accept')} (A)`}
          aria-keyshortcuts="A"
          onClick={() => suggestions.accept(open)}
        >
          <Icon node={Check} size={14} />
          {t('suggestions_accept')}
        </button>
      </div>
      <ul aria-label={plural('suggestions', open.length)}>
        {open.map((one, index) => (
          <li key={[one.source, one.x, one.y, one.width, one.height].join()} class="suggestion-item">
            <span>
              {t(`suggestion_${one.source}`)}
              <span class="soft"> · {t('mask_place', one.x, one.y, one.width, one.height)}</span>
            </span>
            <button
              type="button"
              class="button quiet slim square"
              aria-label={t('suggestion_accept', index + 1)}
              title={t('suggestion_accept', index + 1)}
              onClick={() => suggestions.accept([one])}
            >
              <Icon node={Check} size={14} />
            </button>
            <button
              type="button"
              class="button quiet slim square"
              aria-label={t('suggestion_dismiss', index + 1)}
              title={t('suggestion_dismiss', index + 1)}
              onClick={() => suggestions.dismiss(one)}
            >
              <Icon node={X} size={14} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
