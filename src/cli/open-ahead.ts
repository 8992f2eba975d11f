import { FileSource } from './file-source';
import type { Input } from './inputs';

/** Files that are opened before their turn: while one is planned, the beginnings of the next are read. */
const AHEAD = 4;

export class OpenAhead {
  private readonly opened = new Map<Input, Promise<FileSource>>();

  /** Begins with the first of the files that are going to be asked for. */
  begin(inputs: readonly Input[]): void {
    for (const input of inputs.slice(0, AHEAD)) this.beginOne(input);
  }

  /** @throws DicomError `unreadable` */
  open(input: Input): Promise<FileSource> {
    const source = this.opened.get(input) ?? FileSource.openAhead(input.path);
    this.opened.delete(input);
    return source;
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

  private beginOne(input: Input): void {
    if (input.isInTheWay || this.opened.has(input)) return;
    const source = FileSource.openAhead(input.path);
    // Said when its turn comes.
    source.catch(() => undefined);
    this.opened.set(input, source);
  }
}
