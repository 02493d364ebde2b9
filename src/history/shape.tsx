import type { JsonArray, JsonValue } from '../../contract/json/value.ts';
import { Drawing, measures } from './drawing.tsx';
import { pointsOf, toPlane } from './geo.ts';
import styles from './list-changes.module.css';

const NONE: JsonArray = [];
const UNTOUCHED = { left: new Set<number>(), right: new Set<number>() };

/** A line or ring that came, went or was replaced as a whole, drawn over what was there. */
export function Shape({ left, right }: { left: JsonValue | undefined; right: JsonValue | undefined }) {
  const sides = [pointsOf(left) ?? NONE, pointsOf(right) ?? NONE] as const;
  const { lines, metric } = toPlane(sides);
  return (
    <span className={styles.points}>
      <Drawing left={sides[0]} right={sides[1]} touched={UNTOUCHED} />
      <span className={styles.facts}>
        {measures(lines[0] ?? [], lines[1] ?? [], metric).map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </span>
    </span>
  );
}
