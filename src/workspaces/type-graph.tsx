import { useMemo } from 'react';
import { Link } from 'react-router';
import type { EntityType } from '../../contract/entity-type.ts';
import { paths } from '../paths.ts';
import styles from './type-graph.module.css';
import { type GraphNode, layOutTypes } from './type-graph-layout.ts';

const WIDTH = 150;
const HEIGHT = 28;
const ACROSS = 210;
const DOWN = 40;
const PAD = 10;

/** Which types may hold which, drawn; the table below says the same in words. */
export function TypeGraph({ workspaceId, types }: { workspaceId: number; types: readonly EntityType[] }) {
  const graph = useMemo(() => layOutTypes(types), [types]);
  if (graph.edges.length === 0) return null;
  const at = new Map(graph.nodes.map((node) => [node.id, node]));
  const x = (node: GraphNode) => PAD + node.column * ACROSS;
  const y = (node: GraphNode) => PAD + node.row * DOWN;
  const width = PAD * 2 + (graph.columns - 1) * ACROSS + WIDTH + 30;
  const height = PAD * 2 + (graph.rows - 1) * DOWN + HEIGHT;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.scroll} tabIndex={0} aria-label="Which types may hold which">
      <svg className={styles.graph} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
        <title>Which types may hold which</title>
        <defs>
          <marker
            id="type-arrow"
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="7"
            markerHeight="7"
            orient="auto"
          >
            <path d="M0 0 L8 4 L0 8 z" className={styles.head} />
          </marker>
        </defs>
        {graph.edges.map(({ from, to, back }) => {
          const [start, end] = [at.get(from), at.get(to)] as [GraphNode, GraphNode];
          const [x1, y1] = [x(start) + WIDTH, y(start) + HEIGHT / 2];
          const [x2, y2] = [x(end), y(end) + HEIGHT / 2];
          const bend = (x2 - x1) / 2;
          const line = back
            ? `M${x1} ${y1 - 6} c22 0 22 ${y2 - y1 + 12} ${x(end) + WIDTH - x1 + 2} ${y2 - y1 + 12}`
            : `M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2 - 1} ${y2}`;
          return (
            <path
              key={`${from} ${to}`}
              d={line}
              className={styles.edge}
              data-back={back || undefined}
              markerEnd="url(#type-arrow)"
            />
          );
        })}
        {graph.nodes.map((node) => {
          const name = types.find(({ id }) => id === node.id)?.name ?? '';
          return (
            <foreignObject key={node.id} x={x(node)} y={y(node)} width={WIDTH} height={HEIGHT}>
              <Link
                to={paths.entities(workspaceId, `type=${node.id}`)}
                className={styles.node}
                data-hue={node.id % 12}
                title={name}
              >
                {name}
              </Link>
            </foreignObject>
          );
        })}
      </svg>
    </section>
  );
}
