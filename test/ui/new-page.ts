import type { Event } from '../../src/anonymizer/state/page/announce';
import { Session } from '../../src/anonymizer/state/session';
import { type PageSettings, WITHOUT_SETTINGS } from '../../src/anonymizer/state/settings/settings';
import { FakeEngines } from './fake-engines';

export interface Page {
  readonly session: Session;
  readonly engines: FakeEngines;
  /** Names of the files that were handed to the user. */
  readonly saved: string[];
  readonly said: Event[];
}

/** The state of a page without workers. */
export function newPage(settings: PageSettings = WITHOUT_SETTINGS): Page {
  const engines = new FakeEngines();
  const saved: string[] = [];
  const said: Event[] = [];
  const session = new Session(
    engines,
    (_, name) => saved.push(name),
    (event) => said.push(event),
    settings,
  );
  return { session, engines, saved, said };
}
