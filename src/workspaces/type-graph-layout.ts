import type { EntityType } from '../../contract/entity-type.ts';

/** A type in the drawing of which types may hold which. */
export interface GraphNode {
  id: number;
  /** Counted from 0: how far from the types that nothing holds. */
  column: number;
  row: number;
}
export interface GraphEdge {
  from: number;
  to: number;
  /** Leads back, or into the type itself. */
  back: boolean;
}
export interface TypeGraph {
  nodes: GraphNode[];
  edges: GraphEdge[];
  columns: number;
  rows: number;
}

/** Places types in columns, each right of those that may hold it; a type may hold itself or one above it, which makes an edge back. */
export function layOutTypes(types: readonly EntityType[]): TypeGraph {
  const known = new Map(types.map((type) => [type.id, type]));
  const inside = (id: number): number[] =>
    [...new Set(known.get(id)?.child_entity_type_ids ?? [])].filter((child) => known.has(child));
  const held = new Set(types.flatMap(({ id }) => inside(id).filter((child) => child !== id)));
  const tops = types.filter(({ id }) => !held.has(id));
  const columns = new Map<number, number>();
  const back = new Set<string>();
  const place = (id: number, column: number, above: readonly number[]): void => {
    if ((columns.get(id) ?? -1) >= column) return;
    columns.set(id, column);
    for (const child of inside(id)) {
      if (child === id || above.includes(child)) back.add(`${id} ${child}`);
      else place(child, column + 1, [...above, id]);
    }
  };
  // Types in a ring have no top: the first of them is taken for one.
  for (const { id } of [...tops, ...types]) if (!columns.has(id)) place(id, 0, []);
  const filled: number[] = [];
  const nodes = types.map(({ id }): GraphNode => {
    const column = columns.get(id) ?? 0;
    const row = filled[column] ?? 0;
    filled[column] = row + 1;
    return { id, column, row };
  });
  const edges = types.flatMap(({ id }) =>
    inside(id).map((child) => ({
      from: id,
      to: child,
      back: back.has(`${id} ${child}`) || (columns.get(child) ?? 0) <= (columns.get(id) ?? 0),
    })),
  );
  return {
    nodes,
    edges,
    columns: filled.length,
    rows: Math.max(0, ...Array.from(filled, (count) => count ?? 0)),
  };
}
