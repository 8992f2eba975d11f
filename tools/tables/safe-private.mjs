/** One line a creator: its name, a tab, its elements as `ggggee`. */
export function safePrivateLines({ rows }) {
  const elements = new Map();
  for (const { tag, privateCreator } of rows) {
    const [, group, element] = /^\(([0-9a-f]{4}),xx([0-9a-f]{2})\)$/i.exec(tag);
    const creator = privateCreator.trim();
    elements.set(creator, [...(elements.get(creator) ?? []), `${group}${element}`.toUpperCase()]);
  }
  return [...elements]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([creator, tags]) => `${creator}\t${[...new Set(tags)].sort().join(' ')}`);
}
