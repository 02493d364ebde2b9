/** Leaves one out of the server's lists of entity types; whoever calls puts `fetch` back. */
export function hideType(hidden: number): void {
  const { fetch } = globalThis;
  globalThis.fetch = async (input, init) => {
    const answer = await fetch(input, init);
    if (!/\/entity_types\/(\?|$)/.test(String(input))) return answer;
    const { results, ...types } = await answer.json();
    const some = results.filter(({ id }: { id: number }) => id !== hidden);
    return Response.json({ ...types, count: some.length, results: some });
  };
}
