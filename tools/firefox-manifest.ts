/** The manifest of the build for Firefox, from that for Chromium browsers. */
import type chromium from '../manifest.json';

export const FIREFOX_ID = 'veil@dicom-anonymizer';
/** The first that asks extensions what data they collect, on all its platforms. */
const OLDEST_FIREFOX = '142.0';

/**
 * Firefox runs the background script as an event page and has no offscreen documents. Its extensions can't read files by
 * address, and its managed storage has no schema: Veil checks what comes. The key is Chromium's way to an ID.
 */
export function firefoxManifest(manifest: typeof chromium) {
  const { key: _, minimum_chrome_version: __, storage: ___, options_page, background, ...common } = manifest;
  const { extension_pages } = common.content_security_policy;
  return {
    ...common,
    background: { scripts: [background.service_worker], type: 'module' as const },
    permissions: common.permissions.filter((name) => name !== 'offscreen'),
    optional_host_permissions: common.optional_host_permissions.filter((origin) => !origin.startsWith('file:')),
    content_security_policy: { extension_pages: extension_pages.replace(' file:', '') },
    options_ui: { page: options_page, open_in_tab: true },
    browser_specific_settings: {
      gecko: {
        id: FIREFOX_ID,
        strict_min_version: OLDEST_FIREFOX,
        data_collection_permissions: { required: ['none' as const] },
      },
    },
  };
}
