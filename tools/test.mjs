/**
 * `npm test`: sets up, then lint, import rules, types, build, unit tests, tests in the browser.
 * A failed step does not hide the others. The last line is the count of tests over both runners.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browserCounts, countLine, unitCounts } from './reports.mjs';
import { npm, run, setUp } from './setup.mjs';

setUp();

const reports = mkdtempSync(join(tmpdir(), 'veil-test-'));
const unitReport = join(reports, 'unit.json');
const browserReport = join(reports, 'browser.json');
const bin = (...name) => join('node_modules', ...name);
const node = (...args) => run(process.execPath, args);
const types = (zone) => node(bin('typescript', 'bin', 'tsc'), '-p', `tsconfig.${zone}.json`);

const failedSteps = [];
function step(name, action) {
  const start = performance.now();
  console.log(`\n== ${name}`);
  const ok = action();
  console.log(`== ${name}: ${ok ? 'ok' : 'FAILED'} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
  if (!ok) failedSteps.push(name);
  return ok;
}

/** All of Playwright's projects but the one over the corpus, which `npm run test:corpus` runs. */
function projects(cli) {
  const listed = spawnSync(process.execPath, [cli, 'test', '--list', '--reporter=json'], { encoding: 'utf8' });
  try {
    const names = JSON.parse(listed.stdout).config.projects.map((project) => project.name);
    return names.filter((name) => name && name !== 'corpus').map((name) => `--project=${name}`);
  } catch {
    return [];
  }
}

step('lint', () => node(bin('@biomejs', 'biome', 'bin', 'biome'), 'check'));
step('imports', () => node('tools/zones.mjs'));
for (const zone of ['core', 'page', 'node', 'test']) step(`types: ${zone}`, () => types(zone));
const built = step('build', () => npm(['run', '--silent', 'build']));
if (built) step('lint: Firefox', () => node('tools/lint-firefox.mjs'));

const unitOk = step('unit tests', () =>
  node(bin('vitest', 'vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`),
);
const totals = unitCounts(unitReport);
if (!unitOk && totals.failed === 0) totals.failed = 1;

if (built) {
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport };
  const cli = bin('@playwright', 'test', 'cli.js');
  const ok = step('browser tests', () =>
    run(process.execPath, [cli, 'test', ...projects(cli), '--reporter=list,json'], { env }),
  );
  const counts = browserCounts(browserReport);
  if (!ok && counts.failed === 0) counts.failed = 1;
  for (const key of Object.keys(totals)) totals[key] += counts[key];
}
rmSync(reports, { recursive: true, force: true });

// Steps that are no tests fail the whole as well, and are seen in the count.
const others = failedSteps.filter((name) => !name.endsWith(' tests'));
totals.failed += others.length;
if (failedSteps.length > 0) console.log(`\nFailed: ${failedSteps.join(', ')}`);
console.log(`\n${countLine(totals)}`);
process.exit(totals.failed > 0 ? 1 : 0);
