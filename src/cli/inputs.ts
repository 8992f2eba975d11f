import { readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

export interface Input {
  readonly path: string;
  /** Where it goes below the output folder, with names kept. */
  readonly relative: string;
  readonly fromFolder: boolean;
  readonly index: number;
  /** Its output would take the place of an input, or of another input's output. */
  readonly isInTheWay: boolean;
}

/**
 * Files as given, and all files below folders, in a steady order. What does not exist is listed too: it is refused by
 * name.
 *
 * @param out - the folder of the outputs; below an input it is passed over, with what an earlier run has left in it
 */
export function collectInputs(paths: readonly string[], out: string): Input[] {
  const inputs: Input[] = [];
  const add = (path: string, relative: string, fromFolder: boolean): void => {
    inputs.push({ path, relative, fromFolder, index: inputs.length, isInTheWay: false });
  };
  const walked = new Set<string>();
  const outputs = realPath(out);
  const walk = (folder: string, relative: string): void => {
    // A folder can be reached by more than one way, and through itself.
    const real = realpathSync(folder);
    if (walked.has(real) || (relative !== '' && real === outputs)) return;
    walked.add(real);
    const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const path = join(folder, entry.name);
      const below = join(relative, entry.name);
      if (entry.isDirectory() || (entry.isSymbolicLink() && isFolder(path))) walk(path, below);
      else add(path, below, true);
    }
  };
  for (const path of paths) {
    if (isFolder(path)) walk(path, '');
    else add(path, basename(path), false);
  }
  return inputs;
}

/** Marks inputs whose outputs, under the names of the inputs, would overwrite an input or each other. */
export function markConflicts(inputs: readonly Input[], out: string): Input[] {
  const sources = new Set(inputs.map(({ path }) => realPath(path)));
  const taken = new Set<string>();
  return inputs.map((input) => {
    const target = realPath(join(out, input.relative));
    const isInTheWay = sources.has(target) || taken.has(target);
    taken.add(target);
    return { ...input, isInTheWay };
  });
}

/** True where a path leads to one of the inputs. */
export function isInput(inputs: readonly Input[], path: string): boolean {
  const target = realPath(path);
  return inputs.some((input) => realPath(input.path) === target);
}

/** The path without symbolic links, as far as it exists. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(realPath(parent), basename(path));
  }
}

/** A link that leads nowhere, or in a circle, is a file: it is refused when its turn comes. */
function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  } catch {
    return false;
  }
}
