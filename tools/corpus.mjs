/**
 * `npm run test:corpus`: the built command line over a corpus of real files, seen by independent judges.
 *
 *   node tools/corpus.mjs [SHARED] [--masks]     SHARED holds corpus/ and checks/ (default ../shared); masks alone
 *
 * Needs dcmtk, dicom3tools, libgdcm-tools, python3 with pydicom. The last line is the count.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { dataSetErrors, dumps, inParallel, python, readAll } from './oracles.mjs';
import { browserCounts, countLine } from './reports.mjs';
import { npm, root, run, setUp } from './setup.mjs';

process.chdir(root);
const words = process.argv.slice(2);
const onlyMasks = words.includes('--masks');
const shared = resolve(words.find((word) => !word.startsWith('--')) ?? '../shared');
const corpus = join(shared, 'corpus');
const checks = join(shared, 'checks');
if (!existsSync(corpus) || !existsSync(checks)) {
  console.error(`No corpus at ${corpus}: nothing to check.`);
  process.exit(2);
}
setUp();
const PRESETS = ['research', 'research-longitudinal', 'teleradiology', 'internal'];
/** Each alone, on top of the Basic Profile. */
const OPTIONS = [
  'retainSafePrivate',
  'retainUIDs',
  'retainDeviceIdentity',
  'retainInstitutionIdentity',
  'retainPatientCharacteristics',
  'retainLongFullDates',
  'retainLongModifiedDates',
  'cleanDescriptors',
  'cleanStructuredContent',
  'cleanGraphics',
];
const SEEDS = { research: [1, 2], 'research-longitudinal': [1, 2], teleradiology: [1], internal: [1] };
const DOCUMENT_CLASSES = /^1\.2\.840\.10008\.(1\.3\.10$|5\.1\.4\.1\.1\.(88|104)\.)/;
const CLI = 'dist/cli/veil.js';
/**
 * Some files begin with an element of group 0002, without preamble and group length. The judge takes it for a
 * part of the data set and misses it there; the output has it in its file meta information, where it belongs.
 */
const FILE_META_IN_DATA_SET = /^FAIL retain \S+ \(0002,[0-9A-F]{4}\): removed/;
/** A name that says that there is none; the judge knows other ways to say so, but not this one. */
const NOT_AVAILABLE = /^FAIL leak .* b'n\.a\.'$/;
/** Encapsulated Document Length says how long the document is, so it says how long the placeholder is. */
const DOCUMENT_LENGTH = /^FAIL retain \S+ \(0042,0015\): changed/;
/**
 * Frames of lossy JPEG 2000 that are masked are coded with another color transformation, and the header says so. What
 * it said of the smallest and the largest value was said of pixels that are there no more.
 */
const CODED_AGAIN = /^FAIL retain \S+ \((0028,0004\): changed|(0028,01(0[6-9]|1[01])|0060,3[0-9A-F]{3})\)\S*: removed)/;
/** Files without SOP Instance UID have none that their file meta information could agree with. */
const NO_INSTANCE = /MediaStorageSOPInstanceUID|MediaStorageSOPClassUID/;
/** dciodvfy gave up on the original, so it cannot say what is new. */
const GAVE_UP = /Tags out of order - trailing garbage|Tag read failed|not valid DICOM/;

const work = mkdtempSync(join(tmpdir(), 'veil-corpus-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true, maxRetries: 3 }));

/** Rows of the closing table: { check, passed, failed, skipped, failures }. */
const rows = [];

/** Adds a row from named results: `failures` are [what, why] of those that do not hold. */
function record(check, passed, failures, skipped = 0) {
  rows.push({ check, passed, failed: failures.length, skipped });
  console.log(`${check}: ${passed} passed, ${failures.length} failed`);
  for (const [what, why] of failures.slice(0, 20)) console.log(`  FAIL ${what}: ${why}`);
  if (failures.length > 20) console.log(`  and ${failures.length - 20} more`);
}

/** Runs the command line over a folder, relative names kept; the report's list of files. */
function anonymize(input, output, name, inForce) {
  const report = join(work, `${name}.json`);
  const options = ['--out', output, ...inForce, '--names', 'keep', '--report', report];
  // Exit code 1 says that some files were refused; the report tells which.
  run(process.execPath, [CLI, 'anonymize', input, ...options], { stdio: ['ignore', 'inherit', 'ignore'] });
  if (!existsSync(report)) {
    record(`command line (${name})`, 0, [[name, 'no report was written']]);
    return [];
  }
  return JSON.parse(readFileSync(report, 'utf8')).files;
}

function judge(output, name, inForce, ...more) {
  const json = join(work, 'judge.json');
  const options = [...inForce, ...more, '--limit', '1000', '--quiet', '--values', '--json', json];
  run(python, [join(checks, 'judge.py'), corpus, output, ...options]);
  const check = `judge, ${name}`;
  if (!existsSync(json)) return record(check, 0, [[check, 'no result']]);
  const { passed, lines } = JSON.parse(readFileSync(json, 'utf8'));
  rmSync(json);
  const leftOut = [FILE_META_IN_DATA_SET, NOT_AVAILABLE, DOCUMENT_LENGTH];
  if (more.includes('--masked')) leftOut.push(CODED_AGAIN);
  const failures = lines.filter((line) => !leftOut.some((pattern) => pattern.test(line)));
  record(
    check,
    Object.keys(passed).length,
    failures.map((line) => [line.split(' ')[1], line]),
  );
  console.log(
    `  ${lines.length - failures.length} lines left out: file meta information without preamble, no name, placeholders`,
  );
}

function planted(preset, seed) {
  const name = `planted-${preset}-${seed}`;
  const check = `score, ${preset}, seed ${seed}`;
  const input = join(work, `planted-${seed}`);
  const key = join(work, `planted-${seed}.key.json`);
  const plant = [join(checks, 'plant.py'), corpus, input, '--seed', seed, '--key', key, '--quiet'];
  if (!existsSync(key) && !run(python, plant)) return record(check, 0, [['plant.py', 'failed']]);
  const output = join(work, name);
  anonymize(input, output, name, ['--preset', preset]);
  const ok = run(python, [join(checks, 'score.py'), key, output, '--preset', preset, '--misses', '2']);
  record(check, ok ? 1 : 0, ok ? [] : [[check, 'leaks or misses, see above']]);
  rmSync(output, { recursive: true, force: true });
}

/** Every file that pydicom reads to its end is anonymized, but documents and directories. */
function completeness(before, after, files) {
  const wanted = before.filter((one) => one.ok && !DOCUMENT_CLASSES.test(one.sopClass));
  const made = new Set(after.map((one) => one.path));
  const reason = new Map(files.map((one) => [resolve(one.input), one.error?.code ?? one.status]));
  const whyNot = (one) => reason.get(join(corpus, one.path)) ?? 'not in the report';
  const missing = wanted.filter((one) => !made.has(one.path));
  record(
    'completeness',
    wanted.length - missing.length,
    missing.map((one) => [one.path, whyNot(one)]),
  );
  const others = before.filter((one) => !made.has(one.path) && !wanted.includes(one));
  console.log(`  ${others.length} others without output:`);
  for (const one of others)
    console.log(`  ${whyNot(one).padEnd(26)} ${one.path} (pydicom: ${one.error || 'reads it'})`);
}

/** Masks for each size of image: a strip across the top, and a box in the middle. */
function maskSettings(path) {
  const sizes = new Map(before.filter(({ rows }) => rows > 0).map((one) => [`${one.rows} ${one.columns}`, one]));
  const masks = [...sizes.values()].map(({ rows, columns }) => ({
    when: { rows, columns },
    rectangles: [
      [0, 0, columns, Math.ceil(rows / 10)],
      [Math.floor(columns / 3), Math.floor(rows / 3), Math.ceil(columns / 7), Math.ceil(rows / 5)],
    ],
  }));
  writeFileSync(
    path,
    JSON.stringify({ version: 1, presets: [{ id: 'masked', name: 'Masked', base: 'research', masks }] }),
  );
}

/** What a script prints, a line of JSON each. */
function linesOf(check, command, args) {
  const done = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (done.status !== 0) record(check, 0, [[args[0], done.stderr.split('\n').at(-2) ?? 'failed']]);
  return done.stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

/** Masks on every image, before decoders that share no code with ours; what Veil decodes, they decode. */
async function masked() {
  const started = Date.now();
  const output = join(work, 'masked');
  const settings = join(work, 'masks.json');
  const frames = join(work, 'frames');
  maskSettings(settings);
  const files = anonymize(corpus, output, 'masked', ['--settings', settings, '--preset', 'masked']);
  judge(output, 'masked', ['--preset', 'research'], '--masked');
  linesOf('decoded', process.execPath, ['tools/run.mjs', 'test/oracle/corpus-frames.ts', corpus, frames]);
  const seen = linesOf('masked', python, ['test/oracle/masked_pixels.py', corpus, output, settings, frames]);
  const coefficients = ['tools/run.mjs', 'test/oracle/corpus-coefficients.ts', corpus, output, settings];
  const streams = linesOf('coefficients', process.execPath, coefficients);
  for (const [what, key, lines] of [
    ['decoded like others', 'decoded', seen],
    ['masked pixels', 'masked', seen],
    ['frames beside a masked one', 'partly', seen],
    ['coefficients beside masks', 'verdict', streams],
  ]) {
    const passed = lines.filter((one) => one[key] === 'ok');
    const other = lines.filter((one) => one[key] === 'differs');
    const unread = lines.filter((one) => one[key] === 'unread');
    const failures = other.map(({ path, why }) => [path, why]);
    record(what, passed.length, failures, unread.length);
    if (key === 'decoded') for (const { path, why } of unread) console.log(`  nobody decodes ${path}: ${why}`);
  }
  const reason = new Map(files.map((one) => [relative(corpus, one.input), one.error?.code]));
  printSyntaxes(seen.map((one) => ({ ...one, refused: reason.get(one.path) })));
  await toolsRead(pair(before, readAll(output)), output, 'masked');
  rmSync(output, { recursive: true, force: true });
  rmSync(frames, { recursive: true, force: true });
  console.log(`  masks took ${Math.round((Date.now() - started) / 1000)} s`);
}

/** For each transfer syntax: files with pixels, and what became of them. */
function printSyntaxes(seen) {
  console.log(`  ${'transfer syntax'.padEnd(26)} files frames decoded masked partly  refused`);
  for (const syntax of [...new Set(seen.map((one) => one.syntax))].sort()) {
    const own = seen.filter((one) => one.syntax === syntax);
    const ok = (key) => `${own.filter((one) => one[key] === 'ok').length}`;
    const refused = own.flatMap((one) => one.refused ?? []);
    const why = [...new Set(refused)].map((code) => `${refused.filter((one) => one === code).length} ${code}`);
    const frames = own.reduce((sum, one) => sum + one.frames, 0);
    const cells = [ok('decoded').padStart(7), ok('masked').padStart(6), ok('partly').padStart(6), ` ${why.join(', ')}`];
    console.log(
      `  ${syntax.padEnd(26)} ${`${own.length}`.padStart(5)} ${`${frames}`.padStart(6)} ${cells.join(' ').trimEnd()}`,
    );
  }
}

/** What pydicom read before, it reads after; and the pixel data are the same. */
function reading(before, after, preset) {
  const pairs = pair(before, after);
  const unread = pairs.filter(([one, other]) => one.ok && !other.ok);
  record(
    `pydicom reads, ${preset}`,
    pairs.length - unread.length,
    unread.map(([one, other]) => [one.path, other.error]),
  );
  const images = pairs.filter(([one]) => one.ok && one.pixels);
  const other = images.filter(([one, two]) => one.pixels !== two.pixels);
  record(
    `pixel data equal, ${preset}`,
    images.length - other.length,
    other.map(([one]) => [one.path, 'differ']),
  );
}

function pair(before, after) {
  const byPath = new Map(after.map((one) => [one.path, one]));
  return before.filter((one) => byPath.has(one.path)).map((one) => [one, byPath.get(one.path)]);
}

/** For each pair of files a check that says what is wrong, or undefined. */
async function eachPair(check, pairs, output, compare) {
  const results = await inParallel(pairs, async ([one]) => {
    const why = await compare(join(corpus, one.path), join(output, one.path));
    return why && [one.path, why];
  });
  const failures = results.filter(Boolean);
  record(check, pairs.length - failures.length, failures);
}

/** dciodvfy does not inflate, and without the prefix it reads the file meta information as data. */
function isPlainPart10(path) {
  const head = readFileSync(path).subarray(0, 1024).toString('latin1');
  return head.slice(128, 132) === 'DICM' && !head.includes('1.2.840.10008.1.2.1.99');
}

const removed = new Set(
  JSON.parse(readFileSync(join(shared, 'standard', 'confidentiality-profile.json'), 'utf8'))
    .rows.filter((row) => row.basicProfile === 'X')
    .map((row) => row.tag.toLowerCase()),
);

/** Table E.1-1 wants some attributes removed (X) that an IOD wants present; the table wins. */
function isDemanded(line) {
  const tag = /\(([0-9a-f]{4},[0-9a-f]{4})\)> - Missing attribute/.exec(line)?.[0].slice(0, 11);
  return tag !== undefined && (removed.has(tag) || removed.has(tag.replace(/^\(60../, '(60xx')));
}

/** What a tool says of an original, which many outputs are compared with. */
const said = new Map();
function ofOriginal(tool, path, asked) {
  const key = `${tool} ${path}`;
  if (!said.has(key)) said.set(key, asked(path));
  return said.get(key);
}

/** What independent tools read before, they read after, and the IOD's validator finds nothing new. */
async function toolsRead(pairs, output, preset) {
  for (const tool of ['dcmdump', 'gdcmdump']) {
    await eachPair(`${tool} reads, ${preset}`, pairs, output, async (original, result) =>
      (await ofOriginal(tool, original, (path) => dumps(tool, path))) && !(await dumps(tool, result))
        ? 'no longer'
        : undefined,
    );
  }
  await eachPair(`dciodvfy, ${preset}`, pairs, output, async (original, result) => {
    if (!isPlainPart10(original)) return undefined;
    const known = await ofOriginal('dciodvfy', original, dataSetErrors);
    if ([...known].some((line) => GAVE_UP.test(line))) return undefined;
    const fresh = [...(await dataSetErrors(result))].filter(
      (line) => !known.has(line) && !isDemanded(line) && !NO_INSTANCE.test(line),
    );
    return fresh.length > 0 ? fresh.slice(0, 3).join(' | ') : undefined;
  });
}

function browser() {
  if (!existsSync('test/e2e/corpus.spec.ts')) return record('in the browser', 0, [], 1);
  const report = join(work, 'browser.json');
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report, VEIL_CORPUS: corpus };
  const cli = join('node_modules', '@playwright', 'test', 'cli.js');
  const ok = run(process.execPath, [cli, 'test', '--project=corpus', '--reporter=list,json'], { env });
  const counts = browserCounts(report);
  if (!ok && counts.failed === 0) counts.failed = 1;
  rows.push({ check: 'in the browser', ...counts });
}

/** Every preset, each option alone, and planted identifiers. */
async function allPresets() {
  for (const preset of PRESETS) {
    const output = join(work, preset);
    const inForce = ['--preset', preset];
    const files = anonymize(corpus, output, preset, inForce);
    if (!existsSync(output)) {
      record(`command line, ${preset}`, 0, [['corpus', 'no output folder']]);
      continue;
    }
    judge(output, preset, inForce);
    const after = readAll(output);
    if (preset === 'research') completeness(before, after, files);
    reading(before, after, preset);
    await toolsRead(pair(before, after), output, preset);
    rmSync(output, { recursive: true, force: true });
  }
  for (const option of OPTIONS) {
    const output = join(work, option);
    const inForce = ['--preset', 'research', '--option', option];
    anonymize(corpus, output, option, inForce);
    judge(output, option, inForce);
    rmSync(output, { recursive: true, force: true });
  }
  const bare = join(work, 'documents-removed');
  anonymize(corpus, bare, 'documents removed', ['--preset', 'research', '--documents', 'remove']);
  judge(bare, 'documents removed', ['--preset', 'research']);
  await toolsRead(
    pair(before, readAll(bare)).filter(([one]) => DOCUMENT_CLASSES.test(one.sopClass)),
    bare,
    'documents removed',
  );
  rmSync(bare, { recursive: true, force: true });
  for (const preset of PRESETS) for (const seed of SEEDS[preset]) planted(preset, seed);
}

if (!existsSync(CLI) && !npm(['run', '--silent', 'build'])) process.exit(1);
const before = readAll(corpus);
if (!onlyMasks) await allPresets();
await masked();
if (!onlyMasks) browser();

const total = (key) => rows.reduce((sum, row) => sum + row[key], 0);
console.log(`\n${'check'.padEnd(44)} passed failed`);
for (const row of rows) {
  console.log(`${row.check.padEnd(44)} ${String(row.passed).padStart(6)} ${String(row.failed).padStart(6)}`);
}
const counts = { passed: total('passed'), failed: total('failed'), skipped: total('skipped') };
console.log(`\n${countLine(counts)}`);
process.exitCode = counts.failed > 0 ? 1 : 0;
