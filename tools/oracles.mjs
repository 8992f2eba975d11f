/** Other people's DICOM tools, asked about files: pydicom, DCMTK, GDCM, dicom3tools. */
import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Debian's own Python has Debian's pydicom; another one earlier in PATH may not. */
export const python = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';

/** What pydicom sees in each file of a folder (test/oracle/pydicom_read.py). */
export function readAll(folder) {
  const done = spawnSync(python, ['test/oracle/pydicom_read.py', folder], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (done.status !== 0) throw new Error(`pydicom_read.py failed: ${done.stderr}`);
  return done.stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

function ask(command, args) {
  return new Promise((answered) => {
    const options = { encoding: 'latin1', maxBuffer: 1 << 30, timeout: 120_000 };
    execFile(command, args, options, (error, stdout, stderr) => answered({ ok: !error, text: stdout + stderr }));
  });
}

/** True where dcmdump or gdcmdump reads a file to its end. */
export async function dumps(tool, path) {
  const { ok, text } = await ask(tool, tool === 'dcmdump' ? ['-q', path] : [path]);
  return ok && !/^(E|F): |^Error: /m.test(text);
}

/**
 * The errors that dciodvfy finds, as a set of lines that two files can be compared by: element, module
 * and kind of error stay; values, which are other ones after anonymization, do not.
 */
export async function dataSetErrors(path) {
  const { text } = await ask('dciodvfy', ['-new', path]);
  const lines = text.split('\n').filter((line) => line.startsWith('Error'));
  return new Set(lines.map(withoutValues));
}

function withoutValues(line) {
  return line
    .replace(/ = <.*?>(?= - |$)/g, ' = <>')
    .replace(/(value|Value) <.*?>(?= )/g, '$1 <>')
    .replace(/<[\d.]+>/g, '<>')
    .replace(/ - values are .*$/, '')
    .replace(/\[\d+\]/g, '')
    .trim();
}

/** Maps over items with as many at once as the machine of continuous integration has processors. */
export async function inParallel(items, action, width = 2) {
  const results = new Array(items.length);
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await action(items[index]);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}
