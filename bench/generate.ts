/**
 * Writes the benchmark's inputs. What is there already is kept: delete a folder to have it made anew. The same
 * bytes on every run.
 */
import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { EXPLICIT, el, file, header, type Part, patientElements, seeded, sq, utf8 } from '../test/builders';
import { writeCompressed } from './masked-files';
import { MASKED, WORKLOADS } from './workloads';

const STUDY = '1.2.826.0.1.3680043.8.498.20240229';
const ENHANCED_CT = '1.2.840.10008.5.1.4.1.1.2.1';

/** Bytes that look like 12-bit samples: not compressible to nothing. */
function samples(bytes: number, seed: number): Uint8Array {
  const random = seeded(seed);
  const out = new Uint16Array(bytes / 2);
  for (let i = 0; i < out.length; i++) out[i] = 1000 + Math.floor(random() * 200);
  return new Uint8Array(out.buffer);
}

/** Private elements of a vendor: numbers, texts, binary blocks, a sequence; sorted, in groups 0029 and 0031. */
function privateElements(count: number): Part[] {
  const tag = (group: string, number: number): string => `${group},${(0x1000 + number).toString(16)}`;
  const blob = samples(64, 3);
  const one = (number: number): Part => {
    if (number % 5 === 0) return el(tag('0029', number), 'OB', blob);
    if (number % 5 === 1) return el(tag('0029', number), 'DS', ['1.5', '2.25', '-3']);
    if (number % 5 === 2) return el(tag('0029', number), 'US', [number, 7]);
    return el(tag('0029', number), 'LO', `PARAMETER ${number}`);
  };
  return [
    el('0029,0010', 'LO', 'VEIL BENCH HEADER'),
    ...Array.from({ length: count }, (_, index) => one(index)),
    el('0031,0010', 'LO', 'VEIL BENCH ITEMS'),
    sq('0031,1001', [
      [el('0031,0010', 'LO', 'VEIL BENCH ITEMS'), el('0031,1002', 'LO', utf8('Grünwald^Friedemann'))],
      [el('0031,0010', 'LO', 'VEIL BENCH ITEMS'), el('0031,1002', 'DT', '20240229114530')],
    ]),
  ];
}

function slice(index: number, rows: number, privates: number, pixels: Uint8Array): Uint8Array {
  const sopInstance = `${STUDY}.2.${index + 1}`;
  const recipe = { sopInstance, rows, columns: rows, more: privateElements(privates) };
  return file({ sopInstance, elements: [...patientElements(recipe), el('7fe0,0010', 'OW', pixels)] });
}

function writeSlices(folder: string, count: number, rows: number, privates: number): void {
  const pixels = Array.from({ length: 8 }, (_, index) => samples(rows * rows * 2, index));
  for (let index = 0; index < count; index++) {
    const bytes = slice(index, rows, privates, pixels[index % pixels.length] ?? new Uint8Array(0));
    writeFile(join(folder, `IM${String(index).padStart(5, '0')}.dcm`), [bytes]);
  }
}

function writeFile(path: string, parts: Iterable<Uint8Array>): void {
  const descriptor = openSync(path, 'w');
  try {
    for (const part of parts) {
      for (let done = 0; done < part.length; ) done += writeSync(descriptor, part, done);
    }
  } finally {
    closeSync(descriptor);
  }
}

/** One item of Per-Frame Functional Groups: 28 elements in `wide` form. */
function functionalGroup(index: number, wide: boolean): Part[] {
  const position = String(index * 0.625);
  const groups = [
    sq('0018,9114', [[el('0018,9313', 'FD', [0, 0, index])]], { length: 'explicit' }),
    sq('0020,9111', [
      [
        el('0018,9074', 'DT', '20240229114530.120000'),
        el('0020,9056', 'SH', '1'),
        el('0020,9057', 'UL', index + 1),
        el('0020,9128', 'UL', 1),
        el('0020,9157', 'UL', [1, index + 1]),
      ],
    ]),
    sq('0020,9113', [[el('0020,0032', 'DS', ['-125', '-125', position])]]),
    sq('0020,9116', [[el('0020,0037', 'DS', ['1', '0', '0', '0', '1', '0'])]]),
    sq('0028,9110', [[el('0018,0050', 'DS', '0.625'), el('0028,0030', 'DS', ['0.5', '0.5'])]]),
  ];
  if (!wide) return groups;
  return [
    ...groups,
    sq('0028,9145', [[el('0028,1052', 'DS', '-1024'), el('0028,1053', 'DS', '1'), el('0028,1054', 'LO', 'HU')]]),
    sq('0040,9096', [[el('0040,9211', 'SS', -5), el('0040,9224', 'FD', 0), el('0040,9225', 'FD', 1)]]),
    el('2005,0010', 'LO', 'VEIL BENCH FRAME'),
    ...Array.from({ length: 4 }, (_, number) =>
      el(`2005,${(0x1000 + number).toString(16)}`, 'LO', `VALUE ${number} OF FRAME ${index}, ${'x'.repeat(212)}`),
    ),
  ];
}

function multiFrame(frames: number, rows: number, wide: boolean, more: readonly Part[] = []): Uint8Array {
  const sopInstance = `${STUDY}.9.1`;
  const recipe = { sopInstance, sopClass: ENHANCED_CT, rows, columns: rows, frames };
  const elements = patientElements(recipe);
  const groups = Array.from({ length: frames }, (_, index) => functionalGroup(index, wide));
  return file({
    ...recipe,
    elements: [...elements, el('0400,0600', 'CS', 'MODIFIED'), sq('5200,9230', groups), ...more],
  });
}

function writeMultiFrame(path: string): void {
  const rows = 512;
  const frames = 4000;
  const frame = samples(rows * rows * 2, 1);
  const head = multiFrame(frames, rows, false, [() => header('7fe0,0010', 'OW', frames * frame.length, EXPLICIT)]);
  function* parts(): Generator<Uint8Array> {
    yield head;
    for (let index = 0; index < frames; index++) yield frame;
  }
  writeFile(path, parts());
}

/** The folder with the inputs. */
export function benchFolder(): string {
  return process.env.VEIL_BENCH_DIR ?? 'bench/data';
}

/** Makes what is missing of the inputs named. */
export async function generate(folder: string, ids: readonly string[]): Promise<void> {
  for (const { id } of [...WORKLOADS, ...MASKED.filter(({ input }) => !input)]) {
    const target = join(folder, id);
    if (!ids.includes(id) || existsSync(target)) continue;
    console.log(`writing ${target}`);
    const unfinished = `${target}.unfinished`;
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { recursive: true });
    if (id === 'ct1000') writeSlices(unfinished, 1000, 512, 105);
    if (id === 'small5000') writeSlices(unfinished, 5000, 88, 40);
    if (id === 'mf2g') writeMultiFrame(join(unfinished, 'multiframe.dcm'));
    if (id === 'header30') writeFile(join(unfinished, 'header.dcm'), [multiFrame(20_000, 512, true)]);
    if (id.startsWith('masked-')) await writeCompressed(id, unfinished);
    renameSync(unfinished, target);
  }
}
