/** Stands in names and IDs where no organization is set. */
export const DEFAULT_ORGANIZATION = 'ORG';

/** A text that a preset or a person wants, with what differs between sites and studies put in. */
export function fillIn(text: string, organization: string, studyId: () => string): string {
  return text.replaceAll('{organization}', () => organization).replaceAll('{studyId}', studyId);
}
