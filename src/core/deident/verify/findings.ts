/**
 * - `identifier`: an identifier of the original can still be read
 * - `original-uid`: a UID that was to be replaced is there
 * - `differs-from-plan`: the output is not what the plan says
 * - `obligation`: something PS3.15 E.1.1 demands is not met
 */
export type FindingKind = 'identifier' | 'original-uid' | 'differs-from-plan' | 'obligation';

export interface Finding {
  readonly path: string;
  readonly kind: FindingKind;
}

const MOST_FINDINGS = 200;

/** Collects findings; beyond a number that nobody would read, they are no longer written down. */
export class Findings {
  readonly list: Finding[] = [];
  /** The first that nobody can accept: the output is not what was decided. */
  broken: Finding | undefined;

  note(kind: FindingKind, path: string): void {
    if (kind === 'differs-from-plan' || kind === 'obligation') this.broken ??= { kind, path };
    if (this.list.length < MOST_FINDINGS) this.list.push({ kind, path });
  }
}
