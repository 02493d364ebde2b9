/** Rows marked at most. */
const MOST_MARKED = 500;

/** Ids of the marked rows as an address lists them, separated by commas, each once; what is no id is left out and told. */
export function readMarked(params: URLSearchParams): { marked: readonly number[]; problems: string[] } {
  const names = (params.get('marked') ?? '').split(',').filter(Boolean);
  const ids = names.filter((name) => /^\d{1,15}$/.test(name)).map(Number);
  const problems =
    ids.length < names.length ? ['What is marked is told by ids, some of these are none.'] : [];
  if (ids.length > MOST_MARKED) problems.push(`Only the first ${MOST_MARKED} of ${ids.length} are marked.`);
  return { marked: [...new Set(ids)].slice(0, MOST_MARKED), problems };
}
