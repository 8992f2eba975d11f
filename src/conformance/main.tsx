/** The conformance statement: what this version does to data sets, made from the tables that it works with. */
import { render } from 'preact';
import { followLanguage } from '../platform/language';
import { onTheme, storedTheme, storeTheme } from '../platform/preferences';
import { extensionUrl, version } from '../platform/tabs';
import { BUILT_IN_PRESETS, DEFAULT_PRESET } from '../settings/presets';
import { t, useTexts } from '../ui/text';
import { followTheme } from '../ui/theme';
import { Statement } from './statement';
import '../ui/tokens.css';
import '../ui/base.css';
import './conformance.css';

const theme = followTheme(storedTheme(), onTheme);

const asked = new URLSearchParams(location.search).get('preset');
const preset = BUILT_IN_PRESETS.find(({ id }) => id === asked)?.id ?? DEFAULT_PRESET;

const root = document.getElementById('app');
void followLanguage(({ message, locale }) => {
  useTexts(message, locale);
  document.title = t('conformance_title');
  if (!root) return;
  render(
    <Statement
      icon={extensionUrl('assets/icons/48.png')}
      version={version()}
      preset={preset}
      theme={theme}
      onTheme={storeTheme}
    />,
    root,
  );
});
