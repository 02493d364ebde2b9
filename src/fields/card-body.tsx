import { printJson } from '../../contract/json/printing.ts';
import { isObject, type JsonValue } from '../../contract/json/value.ts';
import { type Path, toPointer } from '../params/path.ts';
import { type CardField, cardFields } from './card-model.ts';
import styles from './cards.module.css';
import { useFields } from './field-store.ts';
import type { FieldSpec } from './form-spec.ts';
import type { Column } from './grid-columns.ts';
import { type FieldKind, SPACIOUS } from './kinds.ts';

/** Kinds that want the whole width of a card. */
const WIDE: ReadonlySet<FieldKind> = new Set([...SPACIOUS, 'textarea', 'json', 'group', 'hidden']);

/** The fields of one row. */
export function CardBody(props: {
  at: Path;
  index: number;
  spec: FieldSpec | undefined;
  columns: readonly Column[];
  row: JsonValue;
}) {
  const { at, index, spec, columns, row } = props;
  if (!isObject(row))
    return (
      <p className={styles.odd}>
        <code>{printJson(row).slice(0, 200)}</code> holds no fields: it is edited in the JSON tab.
      </p>
    );
  return (
    <div className={styles.body}>
      <Fields at={at} fields={cardFields(columns, spec, index, row)} />
    </div>
  );
}

function Fields({ at, fields }: { at: Path; fields: readonly CardField[] }) {
  const { renderField } = useFields();
  return fields.map(({ path, column, inside }) => {
    const { label, kind, paramType, spec } = column;
    const key = toPointer(path);
    return inside ? (
      <section key={key} className={styles.group} aria-label={label}>
        <div className={styles.groupTitle} aria-hidden="true">
          {label}
        </div>
        <Fields at={at} fields={inside} />
      </section>
    ) : (
      <div key={key} className={styles.cell} data-wide={WIDE.has(kind) || undefined}>
        {renderField({ path: [...at, ...path], label, kind, paramType, spec })}
      </div>
    );
  });
}
