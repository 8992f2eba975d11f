import type { Rectangle } from '../../core/pixel/rectangle';
import type { Plane } from '../../core/pixel/text/plane';

/** A word as it was read; `confidence` from 0 to 100. */
export interface Word {
  readonly text: string;
  readonly confidence: number;
  readonly place: Rectangle;
}

/** Reads one line of dark text on white. */
export interface LineReader {
  read(line: Plane): Promise<readonly Word[]>;
  end(): Promise<void>;
}
