import { defineConfig } from 'vite';

/**
 * The command line: one entry for the program, three for its worker threads, all packages bundled.
 * `dist/cli` runs anywhere with Node alone, so it says itself that its files are ES modules.
 */
export default defineConfig({
  plugins: [
    {
      name: 'module-type',
      generateBundle() {
        this.emitFile({ type: 'asset', fileName: 'package.json', source: '{ "type": "module" }\n' });
      },
    },
  ],
  publicDir: false,
  experimental: {
    // The codecs' binaries and the scripts of threads lie beside the program: all chunks do, and find them from there.
    renderBuiltUrl: (file) => ({ runtime: `new URL(${JSON.stringify(`./${file}`)}, import.meta.url).href` }),
  },
  // The codecs' glue code asks for its folder, and then for nothing in it: it is given its binary.
  define: { __dirname: JSON.stringify('') },
  ssr: { noExternal: true },
  build: {
    ssr: true,
    ssrEmitAssets: true,
    outDir: 'dist/cli',
    emptyOutDir: true,
    target: 'node20',
    rollupOptions: {
      input: {
        veil: 'src/cli/main.ts',
        worker: 'src/cli/worker.ts',
        'write-worker': 'src/cli/write-worker.ts',
        'codec-worker': 'src/cli/codec-worker.ts',
      },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
    },
  },
});
