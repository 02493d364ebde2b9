import { useId } from 'react';
import { Link } from 'react-router';
import type { Entity } from '../../contract/entity.ts';
import { isObject, type JsonObject, type JsonValue } from '../../contract/json/value.ts';
import { BlameSlot } from '../fields/blame-slot.tsx';
import { type FieldKind, kindOf } from '../fields/kinds.ts';
import { Show } from '../fields/show.tsx';
import { type Path, toPointer } from '../params/path.ts';
import { paths } from '../paths.ts';
import { BlameToggle, WithBlame } from '../revisions/with-blame.tsx';
import { Fact, FactList } from '../ui/fact-list.tsx';
import styles from './overview-page.module.css';

/** How many fields are shown before one goes to the params themselves. */
const MOST = 12;

interface Leaf {
  path: Path;
  kind: FieldKind;
  value: JsonValue;
}

/** The first params of an entity that has nothing inside; the page has read them anyway. */
export function Glance({ workspaceId, entity }: { workspaceId: number; entity: Entity }) {
  const id = useId();
  if (!entity.properties) return null;
  const leaves = leavesOf(entity.properties, entity.param_types);
  return (
    <section aria-labelledby={id}>
      <h2>
        <span id={id}>Params</span>
        {leaves.length > 0 ? <BlameToggle /> : null}
      </h2>
      {leaves.length === 0 ? (
        <p className={styles.quiet}>Nothing is stored yet.</p>
      ) : (
        <WithBlame workspaceId={workspaceId} entityId={entity.id} base={entity.properties}>
          <FactList>
            {leaves.slice(0, MOST).map(({ path, kind, value }) => (
              <Fact
                key={toPointer(path)}
                name={
                  <>
                    {path.length > 1 ? <span>{path.slice(0, -1).join(' › ')} › </span> : null}
                    {path.at(-1)}
                  </>
                }
              >
                <Show kind={kind} value={value} />
                <BlameSlot path={path} className={styles.blame} />
              </Fact>
            ))}
          </FactList>
        </WithBlame>
      )}
      <p className={styles.note}>
        <Link to={paths.params(workspaceId, entity.id)} className={styles.all}>
          All params
        </Link>
      </p>
    </section>
  );
}

/** Fields in stored order, one more than are shown; hidden data is left out. */
function leavesOf(params: JsonObject, given: Entity['param_types']): Leaf[] {
  const types = given ?? {};
  const leaves: Leaf[] = [];
  const collect = (object: JsonObject, above: Path) => {
    for (const [key, value] of object) {
      if (leaves.length > MOST) return;
      const path = [...above, key];
      const name = path.join('.');
      const kind = kindOf(Object.hasOwn(types, name) ? types[name] : undefined, value, key);
      if (kind === 'group' && isObject(value)) collect(value, path);
      else if (kind !== 'hidden' && kind !== 'button' && kind !== 'chat') leaves.push({ path, kind, value });
    }
  };
  collect(params, []);
  return leaves;
}
