/** Files from inputs and drops, folders included, as one flat list in a stable order. */
import type { Picked } from './file-view';

export function fromInput(list: FileList | null): readonly Picked[] {
  return sorted(
    [...(list ?? [])].map((file) => ({
      blob: file,
      name: file.webkitRelativePath || file.name,
      inFolder: file.webkitRelativePath !== '',
    })),
  );
}

/**
 * The files of a drop. The entries are taken from the event at once: the browser empties it as soon
 * as the handler gives up control.
 */
export async function fromDrop(transfer: DataTransfer): Promise<readonly Picked[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const files = [...transfer.files];
  if (entries.length === 0) return files.map((file) => ({ blob: file, name: file.name }));
  const picked: Picked[] = [];
  for (const entry of entries) await collect(entry, picked);
  return sorted(picked);
}

async function collect(entry: FileSystemEntry, into: Picked[]): Promise<void> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject)).catch(() => null);
    const name = pathOf(entry);
    into.push({ blob: file, name, inFolder: name.includes('/') });
    return;
  }
  if (!isDirectory(entry)) return;
  const reader = entry.createReader();
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject)).catch(
      () => null,
    );
    if (some === null) into.push({ blob: null, name: pathOf(entry) });
    if (some === null || some.length === 0) return;
    for (const child of some) await collect(child, into);
  }
}

function pathOf(entry: FileSystemEntry): string {
  return entry.fullPath.replace(/^\//, '');
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function sorted(picked: readonly Picked[]): readonly Picked[] {
  const order = new Intl.Collator(undefined, { numeric: true });
  return [...picked].sort((a, b) => order.compare(a.name, b.name));
}
