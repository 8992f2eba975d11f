import type { Carried } from '../settings/carried';
import { chooseLanguage, chosenLanguage } from './language';
import { LANGUAGES } from './languages';
import {
  storeDeviceMasks,
  storedDeviceMasks,
  storedSingleKeys,
  storedTheme,
  storeSingleKeys,
  storeTheme,
} from './preferences';
import { chooseToolbarClick, toolbarClick } from './quick-panel';

/** What a settings file carries besides settings, as the browser keeps it. */
export const carriedStorage = {
  async read(): Promise<Carried> {
    return {
      deviceMasks: [...storedDeviceMasks()],
      toolbarClick: await toolbarClick(),
      language: await chosenLanguage(),
      theme: storedTheme(),
      singleKeys: storedSingleKeys(),
    };
  },

  /** Keeps what is named; the rest stays. */
  async write({ deviceMasks, toolbarClick: opens, language, theme, singleKeys }: Carried): Promise<void> {
    if (deviceMasks) storeDeviceMasks(deviceMasks);
    if (opens) await chooseToolbarClick(opens);
    const known = (['browser', ...LANGUAGES] as const).find((one) => one === language);
    if (known) await chooseLanguage(known);
    if (theme) storeTheme(theme);
    if (singleKeys !== undefined) storeSingleKeys(singleKeys);
  },
};
