import { useId } from 'react';
import { type Path, toPointer } from '../params/path.ts';
import { editorKind } from './edit-kind.ts';
import { useFields, useValueAt } from './field-store.ts';
import styles from './grid.module.css';
import type { Column } from './grid-columns.ts';

/** What one cell holds when that is more than a value: opened below its table. */
export function GridBelow({
  path,
  column,
  title,
  onClose,
}: {
  /** Of the row. */
  path: Path;
  column: Column | undefined;
  title: string;
  onClose: () => void;
}) {
  const { renderEdit } = useFields();
  const id = useId();
  const place = column ? [...path, column.key] : path;
  const value = useValueAt(place);
  if (!column) return null;
  return (
    <div className={styles.below}>
      <div className={styles.belowHead}>
        <label id={`${id}-label`} htmlFor={id} title={toPointer(place)}>
          {column.label}
        </label>
        <span className={styles.count}>row {title}</span>
        <button type="button" className={styles.rowTool} onClick={onClose}>
          Close
        </button>
      </div>
      {renderEdit({
        path: place,
        kind: editorKind(column.kind, value),
        paramType: column.paramType,
        spec: column.spec,
        id,
        labelId: `${id}-label`,
      })}
    </div>
  );
}
