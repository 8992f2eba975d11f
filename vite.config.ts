import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crx } from '@crxjs/vite-plugin';
import preact from '@preact/preset-vite';
import { defineConfig, type Plugin } from 'vite';
import manifest from './manifest.json' with { type: 'json' };
import { firefoxManifest } from './tools/firefox-manifest';
import { noticesFile } from './tools/notices';
import { ocrFiles, withoutNetwork } from './tools/ocr-files';

/** Copies a folder of the repository into the extension as it is. */
function copyFolder(from: string, to: string): Plugin {
  return {
    name: `copy:${from}`,
    generateBundle() {
      if (!existsSync(from)) return;
      for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile()) continue;
        const path = join(entry.parentPath, entry.name);
        this.emitFile({ type: 'asset', fileName: path.replace(from, to), source: readFileSync(path) });
      }
    },
  };
}

/** Copies a file that the manifest names, and its plugin does not. */
function copyFile(path: string): Plugin {
  return {
    name: `copy:${path}`,
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: path, source: readFileSync(path) });
    },
  };
}

const PAGES = {
  anonymizer: 'src/anonymizer/index.html',
  conformance: 'src/conformance/index.html',
  popup: 'popup/index.html',
};

/** The extension: `vite build` writes dist/chromium, `vite build --mode firefox` dist/firefox. */
export default defineConfig(({ mode }) => {
  const isFirefox = mode === 'firefox';
  return {
    plugins: [
      preact(),
      isFirefox
        ? crx({ manifest: firefoxManifest(manifest), browser: 'firefox' })
        : crx({ manifest, browser: 'chrome' }),
      copyFolder('assets/_locales', '_locales'),
      !isFirefox && copyFile(manifest.storage.managed_schema),
      copyFolder('assets/samples', 'assets/samples'),
      noticesFile(),
      ocrFiles(isFirefox ? 'simd' : 'relaxedsimd'),
    ],
    build: {
      outDir: isFirefox ? 'dist/firefox' : 'dist/chromium',
      emptyOutDir: true,
      target: 'es2023',
      // Colours follow the color-scheme of the element they are used in: `light-dark()` has to stay as it is.
      cssTarget: isFirefox ? 'firefox142' : 'chrome128',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: { input: isFirefox ? PAGES : { ...PAGES, offscreen: 'src/offscreen/index.html' } },
    },
    worker: { format: 'es', plugins: () => [withoutNetwork()] },
  };
});
