import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crx } from '@crxjs/vite-plugin';
import preact from '@preact/preset-vite';
import { defineConfig, type Plugin } from 'vite';
import manifest from './manifest.json' with { type: 'json' };

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

/** The extension for Chromium browsers: `vite build` writes dist/chromium. */
export default defineConfig({
  plugins: [
    preact(),
    crx({ manifest, browser: 'chrome' }),
    copyFolder('assets/_locales', '_locales'),
    copyFolder('assets/samples', 'assets/samples'),
  ],
  build: {
    outDir: 'dist/chromium',
    emptyOutDir: true,
    target: 'es2023',
    // Colours follow the color-scheme of the element they are used in: `light-dark()` has to stay as it is.
    cssTarget: 'chrome128',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: {
        anonymizer: 'src/anonymizer/index.html',
        conformance: 'src/conformance/index.html',
        offscreen: 'src/offscreen/index.html',
        popup: 'popup/index.html',
      },
    },
  },
  worker: { format: 'es' },
});
