import { FileSource } from './file-source';
import type { Input } from './inputs';

/** Files that are opened before their turn. */
const AHEAD = 4;
/** Milliseconds that it takes to open a file and to read its beginning where somebody has to wait for a disk. */
const SLOW = 0.15;
/** So many files in a row that were slow are no accident. */
const SLOW_IN_A_ROW = 4;

/** Opens files, on slow disks before their turn: while one is planned, the beginnings of the next are read. */
export class OpenAhead {
  private readonly opened = new Map<Input, Promise<FileSource>>();
  private readonly limit: number;
  private slow = 0;

  /** @param limit - milliseconds; a disk that takes longer for a file is slow */
  constructor(limit = SLOW) {
    this.limit = limit;
  }

  /** Says which files are going to be asked for next. */
  begin(inputs: readonly Input[]): void {
    if (this.slow < SLOW_IN_A_ROW) return;
    for (const input of inputs.slice(0, AHEAD)) this.beginOne(input);
  }

  /** @throws DicomError `unreadable` */
  open(input: Input): FileSource | Promise<FileSource> {
    const opened = this.opened.get(input);
    if (!opened) return this.openNow(input);
    this.opened.delete(input);
    return opened;
  }

  /** Closes what is not going to be asked for. */
  end(): void {
    for (const opened of this.opened.values()) {
      opened.then(
        (source) => source.close(),
        () => undefined,
      );
    }
    this.opened.clear();
  }

  private openNow({ path }: Input): FileSource {
    const start = performance.now();
    const source = FileSource.openHead(path);
    this.slow = performance.now() - start > this.limit ? this.slow + 1 : 0;
    return source;
  }

  private beginOne(input: Input): void {
    if (input.isInTheWay || this.opened.has(input)) return;
    const source = FileSource.openAhead(input.path);
    // Said when its turn comes.
    source.catch(() => undefined);
    this.opened.set(input, source);
  }
}
