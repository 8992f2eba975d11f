/**
 * `node tools/lint-firefox.mjs`: Mozilla's own checks of dist/firefox, as its store runs them. Errors and warnings fail,
 * but for those that are accepted here.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ACCEPTED = [
  {
    code: 'DANGEROUS_EVAL',
    message: /Function constructor/,
    file: /^(ocr\/worker|assets\/finder-worker-[\w-]+)\.js$/,
    why: 'Tesseract’s way to the global object of browsers before globalThis; script-src would forbid it (manifest.json)',
  },
  {
    code: 'UNSAFE_VAR_ASSIGNMENT',
    message: /innerHTML/,
    file: /^assets\/base-[\w-]+\.js$/,
    why: 'Preact’s own way to set HTML; Veil gives it none (noDangerouslySetInnerHtml in the lint rules)',
  },
  {
    code: 'UNSUPPORTED_API',
    message: /^offscreen\.createDocument /,
    file: /^assets\/anonymizer-[\w-]+\.js$/,
    why: 'both builds have one source; it is called only where the browser has it (src/anonymizer/engine/codec-host.ts)',
  },
];

const program = join('node_modules', 'web-ext', 'bin', 'web-ext.js');
const args = [program, 'lint', '--no-config-discovery', '--source-dir', join('dist', 'firefox'), '--output', 'json'];
const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1e8 });

function found() {
  try {
    const { errors, warnings } = JSON.parse(stdout);
    return [...errors, ...warnings];
  } catch {
    console.error(stderr || stdout);
    process.exit(1);
  }
}

let bad = 0;
for (const { _type, code, message, file } of found()) {
  const accepted = ACCEPTED.find(
    (one) => _type === 'warning' && one.code === code && one.message.test(message) && one.file.test(file),
  );
  if (!accepted) bad++;
  console.log(`${accepted ? 'accepted' : _type}: ${code}, ${file}: ${accepted ? accepted.why : message}`);
}
console.log(`Firefox build: ${bad} problems`);
process.exit(bad > 0 ? 1 : 0);
