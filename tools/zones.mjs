/**
 * Checks who imports whom: each part of the house may use the parts below it and the packages named
 * for it, nothing else; in core no floor those above it; no import cycles; no clock and no randomness in core
 * and codecs.
 *
 *   node tools/zones.mjs [FOLDER]     FOLDER holds src/, popup/, options/ (default: the project)
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseSync } from 'vite';

const root = resolve(process.argv[2] ?? '.');
const BELOW_PAGES = ['core', 'settings', 'jobs', 'links', 'platform', 'ui'];
const PAGE_PACKAGES = ['preact', '@preact/signals', 'comlink', 'lucide'];

/** For each zone: the zones and the packages it may import. Every zone may import itself. */
const ZONES = {
  core: { zones: [], packages: ['fflate', '@noble/hashes'] },
  codecs: {
    zones: ['core'],
    packages: [
      'fflate',
      'comlink',
      '@cornerstonejs/codec-charls',
      '@cornerstonejs/codec-openjpeg',
      '@cornerstonejs/codec-openjph',
    ],
  },
  settings: { zones: ['core'], packages: ['valibot', '@noble/hashes'] },
  jobs: { zones: ['core', 'codecs', 'settings'], packages: ['fflate', '@noble/hashes'] },
  links: { zones: [], packages: ['fflate'] },
  platform: { zones: ['core', 'settings'], packages: ['webextension-polyfill'] },
  ui: {
    zones: ['core', 'settings', 'jobs'],
    packages: ['preact', '@preact/signals', '@tanstack/virtual-core', 'lucide'],
  },
  offscreen: { zones: ['core', 'codecs'], packages: ['comlink'] },
  background: { zones: ['links', 'settings', 'platform'], packages: [] },
  anonymizer: {
    zones: [...BELOW_PAGES, 'codecs'],
    packages: [...PAGE_PACKAGES, 'tesseract.js', 'zxing-wasm'],
  },
  conformance: { zones: BELOW_PAGES, packages: PAGE_PACKAGES },
  popup: { zones: BELOW_PAGES, packages: PAGE_PACKAGES },
  options: { zones: BELOW_PAGES, packages: PAGE_PACKAGES },
  cli: { zones: ['core', 'codecs', 'jobs', 'settings'], packages: ['node:', 'comlink'] },
};

/** The floors of core, from the ground: each uses those below it, types included. */
const CORE_FLOORS = ['io', 'dicom', 'splice', 'pixel', 'deident'];

/** What core and codecs may not call: their callers pass time and randomness in. */
const IMPURE = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bperformance\.now\(|\bcrypto\.|\bprocess\.|\bconsole\./;

const problems = [];

function scripts(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'));
}

function zoneOf(path) {
  const [first, second] = relative(root, path).split(/[\\/]/);
  return first === 'src' ? second : first;
}

/** In core; -1 for what all floors use. */
function floorOf(path) {
  const [source, zone, floor] = relative(root, path).split(/[\\/]/);
  return source === 'src' && zone === 'core' ? CORE_FLOORS.indexOf(floor) : -1;
}

/** The imports of a file as { specifier, typeOnly }; a worker's script by URL is one that closes no cycle. */
function importsOf(path, text) {
  const { module, errors } = parseSync(path, text);
  if (errors.length > 0) problems.push(`${relative(root, path)}: can't be parsed`);
  const found = [];
  for (const one of module.staticImports) {
    const typeOnly = one.entries.length > 0 && one.entries.every((entry) => entry.isType);
    found.push({ specifier: one.moduleRequest.value, typeOnly });
  }
  for (const one of module.staticExports.flatMap((part) => part.entries)) {
    if (one.moduleRequest) found.push({ specifier: one.moduleRequest.value, typeOnly: one.isType });
  }
  for (const one of module.dynamicImports) {
    const literal = /^['"`](.*)['"`]$/.exec(text.slice(one.moduleRequest.start, one.moduleRequest.end));
    found.push({ specifier: literal?.[1] ?? '(computed)', typeOnly: false });
  }
  for (const [, specifier] of text.matchAll(/new URL\(\s*'([^']+\.tsx?)',\s*import\.meta\.url/g)) {
    found.push({ specifier, typeOnly: true });
  }
  return found;
}

function resolveLocal(from, specifier) {
  const path = resolve(dirname(from), specifier.replace(/\?.*$/, ''));
  const candidates = [path, `${path}.ts`, `${path}.tsx`, join(path, 'index.ts'), join(path, 'index.tsx')];
  return candidates.find((one) => existsSync(one) && statSync(one).isFile());
}

const belongsTo = (specifier, name) =>
  specifier === name || specifier.startsWith(name.endsWith(':') ? name : `${name}/`);

const files = [join(root, 'src'), join(root, 'popup'), join(root, 'options')].flatMap(scripts);
const graph = new Map();

for (const path of files) {
  const here = relative(root, path);
  const zone = zoneOf(path);
  const rules = ZONES[zone];
  if (!rules) {
    problems.push(`${here}: "${zone}" is no known part of the house`);
    continue;
  }
  const text = readFileSync(path, 'utf8');
  const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const isPure = zone === 'core' || zone === 'codecs';
  if (isPure && IMPURE.test(code)) problems.push(`${here}: clock, randomness or host API`);
  const needs = [];
  for (const { specifier, typeOnly } of importsOf(path, text)) {
    if (specifier.startsWith('.')) {
      const target = resolveLocal(path, specifier);
      if (!target) {
        problems.push(`${here}: ${specifier} does not exist`);
        continue;
      }
      const other = zoneOf(target);
      const isCode = /\.tsx?$/.test(target);
      if (isCode && other !== zone && !rules.zones.includes(other)) {
        problems.push(`${here}: ${zone} may not import ${other} (${specifier})`);
      }
      if (zone === 'core' && floorOf(target) > floorOf(path)) {
        problems.push(`${here}: stands below what it imports (${specifier})`);
      }
      if (isCode && !typeOnly) needs.push(target);
    } else if (!rules.packages.some((name) => belongsTo(specifier, name))) {
      problems.push(`${here}: ${zone} may not import ${specifier}`);
    }
  }
  graph.set(path, needs);
}

/** Depth-first walk that reports each import cycle once, by the edge that closes it. */
function findCycles() {
  const state = new Map();
  const trail = [];
  const visit = (path) => {
    state.set(path, 'open');
    trail.push(path);
    for (const next of graph.get(path) ?? []) {
      if (state.get(next) === 'open') {
        const ring = [...trail.slice(trail.indexOf(next)), next].map((one) => relative(root, one));
        problems.push(`import cycle: ${ring.join(' -> ')}`);
      } else if (!state.has(next)) visit(next);
    }
    trail.pop();
    state.set(path, 'done');
  };
  for (const path of graph.keys()) if (!state.has(path)) visit(path);
}
findCycles();

for (const problem of problems) console.error(problem);
console.log(`Imports: ${files.length} files, ${problems.length} problems`);
process.exit(problems.length > 0 ? 1 : 0);
