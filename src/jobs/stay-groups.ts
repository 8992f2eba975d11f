/** Kinds of values that a person answers for, in the order in which they are shown; apart, as pages need no tables. */
export const STAY_GROUPS = ['names', 'characteristics', 'ids', 'dates', 'text', 'uids'] as const;

export type StayGroup = (typeof STAY_GROUPS)[number];
