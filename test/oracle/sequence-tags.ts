/** Sequences that the recipes write in implicit VR with explicit lengths: there only a list can tell. */
export const SEQUENCE_TAGS: ReadonlySet<string> = new Set([
  '(0008,1140)',
  '(0008,1115)',
  '(0008,1199)',
  '(0010,1002)',
  '(0040,0275)',
  '(0040,A170)',
  '(0040,A730)',
  '(0400,0550)',
  '(0400,0561)',
  '(5400,0100)',
]);
