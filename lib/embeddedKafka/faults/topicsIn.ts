/** In all messages the entries of these lists stand for topics, under their name or id. */
const topicLists = new Set(['topics', 'topicData', 'topicNames']);

/** The names of the topics that a request is about. */
export function topicsIn(request: object, topicName: (id: string) => string | undefined): Set<string> {
  const names = new Set<string>();
  for (const [field, value] of Object.entries(request)) {
    if (!Array.isArray(value)) continue;
    for (const entry of value) {
      if (typeof entry === 'string') {
        if (topicLists.has(field)) names.add(entry);
      } else if (typeof entry === 'object' && entry !== null) {
        if (topicLists.has(field)) addName(entry as Record<string, unknown>, topicName, names);
        // OffsetFetch names its topics inside of groups.
        else for (const name of topicsIn(entry, topicName)) names.add(name);
      }
    }
  }
  return names;
}

function addName(
  entry: Record<string, unknown>,
  topicName: (id: string) => string | undefined,
  names: Set<string>,
): void {
  const { topicId } = entry;
  const name = entry.name || entry.topic || (typeof topicId === 'string' && topicName(topicId));
  if (typeof name === 'string') names.add(name);
}
