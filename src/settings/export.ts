import type { Settings } from './schema';

/** Settings as a file to hand on (JSON, UTF-8). The project key is not part of it: who has it can undo pseudonyms. */
export function exportSettings(settings: Settings): string {
  return `${JSON.stringify({ ...settings, projectKey: undefined }, null, 2)}\n`;
}
