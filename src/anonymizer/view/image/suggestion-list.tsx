import { Check, Fingerprint, X } from 'lucide';
import { Icon } from '../../../ui/icon';
import { plural, t } from '../../../ui/text';
import type { Suggestion } from '../../state/image/suggestions';
import { useImage } from './context';

/** Dashed on the picture: places where text is, or where this device usually has it, to be accepted or dismissed. */
export function SuggestionList() {
  const { suggestions } = useImage();
  const open = suggestions.open.value;
  if (open.length === 0) return null;
  const markers = open.filter(({ isMarker }) => isMarker).length;
  return (
    <section class="suggestions" aria-labelledby="suggestions-title">
      <div class="mask-head">
        <h4 id="suggestions-title">{plural('suggestions', open.length)}</h4>
        {markers < open.length && (
          <button
            type="button"
            class="button slim"
            title={`${t('suggestions_accept')} (A)`}
            aria-keyshortcuts="A"
            aria-describedby={markers > 0 ? 'suggestions-markers' : undefined}
            onClick={() => suggestions.acceptAll()}
          >
            <Icon node={Check} size={14} />
            {t('suggestions_accept')}
          </button>
        )}
      </div>
      {markers > 0 && (
        <p id="suggestions-markers" class="small soft">
          {t('suggestions_markers')}
        </p>
      )}
      <ul aria-label={plural('suggestions', open.length)}>
        {open.map((one, index) => (
          <SuggestionItem key={keyOf(one)} suggestion={one} number={index + 1} />
        ))}
      </ul>
    </section>
  );
}

function SuggestionItem({ suggestion, number }: { suggestion: Suggestion; number: number }) {
  const { suggestions } = useImage();
  const { source, text, identifies, isMarker, x, y, width, height } = suggestion;
  const point = (at: Suggestion | null) => () => {
    suggestions.pointed.value = at;
  };
  return (
    <li
      class="suggestion-item"
      onPointerEnter={point(suggestion)}
      onPointerLeave={point(null)}
      onFocusCapture={point(suggestion)}
      onBlurCapture={point(null)}
    >
      <span class="suggestion-number" aria-hidden="true">
        {number}
      </span>
      <span class="suggestion-what">
        {text ? <q>{text}</q> : t(`suggestion_${source}`)}
        <span class="suggestion-facts">
          {identifies && (
            <span class="suggestion-identifies">
              <Icon node={Fingerprint} size={14} />
              {t('suggestion_identifies')}
            </span>
          )}
          {isMarker && <span>{t('suggestion_marker')}</span>}
          {text && source !== 'text' && <span>{t(`suggestion_${source}`)}</span>}
          <span>{t('mask_place', x, y, width, height)}</span>
        </span>
      </span>
      <button
        type="button"
        class="button quiet slim square"
        aria-label={t('suggestion_accept', number)}
        title={t('suggestion_accept', number)}
        onClick={(event) => leave(event.currentTarget, () => suggestions.accept([suggestion]))}
      >
        <Icon node={Check} size={14} />
      </button>
      <button
        type="button"
        class="button quiet slim square"
        aria-label={t('suggestion_dismiss', number)}
        title={t('suggestion_dismiss', number)}
        onClick={(event) => leave(event.currentTarget, () => suggestions.dismiss(suggestion))}
      >
        <Icon node={X} size={14} />
      </button>
    </li>
  );
}

/** Does what takes a suggestion off the list; the focus goes on to the same button of the next one. */
function leave(button: HTMLElement, act: () => void): void {
  const item = button.closest('li');
  const place = item ? [...item.children].indexOf(button) : -1;
  const next = item?.nextElementSibling ?? item?.previousElementSibling;
  const to = next?.children[place] ?? item?.closest('.image-pane')?.querySelector('.stage');
  if (to instanceof HTMLElement) to.focus({ preventScroll: true });
  act();
}

function keyOf({ source, x, y, width, height }: Suggestion): string {
  return [source, x, y, width, height].join();
}
