import type { Carried } from './carried';
import type { Settings } from './schema';

/**
 * Settings, and what their file carries besides, as a file to hand on (JSON, UTF-8). The project key is not part of it: who
 * has it can undo pseudonyms. What nobody has chosen is not part of it either: an import leaves it as it is.
 */
export function exportSettings(settings: Settings, carried: Carried = {}): string {
  const { deviceMasks = [], toolbarClick, language, theme, singleKeys } = carried;
  const file = {
    ...settings,
    projectKey: undefined,
    ...(deviceMasks.length > 0 && { deviceMasks }),
    ...(toolbarClick !== 'anonymizer' && { toolbarClick }),
    ...(language !== 'browser' && { language }),
    ...(theme !== 'system' && { theme }),
    ...(singleKeys === false && { singleKeys }),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}
