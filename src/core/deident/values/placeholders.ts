/** Stands in names and IDs where no organization is set. */
export const DEFAULT_ORGANIZATION = 'ORG';
/** As long as a study's name, and of its characters; no number, which a name may be but rarely is. */
export const SOME_STUDY = 'ABCDEFGHJK';

/** A text that a preset or a person wants, with what differs between sites and studies put in. */
export function fillIn(text: string, organization: string, studyId: () => string): string {
  return text.replaceAll('{organization}', () => organization).replaceAll('{studyId}', studyId);
}
