import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

export interface Input {
  readonly path: string;
  /** Where it goes below the output folder, with names kept. */
  readonly relative: string;
  readonly fromFolder: boolean;
  readonly index: number;
}

/** Files as given, and all files below folders, in a steady order. What does not exist is listed too: it is refused by name. */
export function collectInputs(paths: readonly string[]): Input[] {
  const inputs: Input[] = [];
  const add = (path: string, relative: string, fromFolder: boolean): void => {
    inputs.push({ path, relative, fromFolder, index: inputs.length });
  };
  const walk = (folder: string, relative: string): void => {
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

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
