/**
 * Runs a TypeScript script of the project: `node tools/run.mjs bench/run.ts [arguments]`.
 * Node 20 can't load TypeScript; Vite can, and is here for the build anyway.
 */
import { resolve } from 'node:path';
import { runnerImport } from 'vite';

const script = process.argv[2];
if (!script) {
  console.error('usage: node tools/run.mjs SCRIPT.ts [arguments]');
  process.exit(2);
}
// The script finds its own arguments where any script does.
process.argv.splice(1, 2, resolve(script));
await runnerImport(process.argv[1], { configFile: false, logLevel: 'warn' });
