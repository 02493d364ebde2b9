import { useQuery } from '@tanstack/react-query';
import type { Entity } from '../../contract/entity.ts';
import { isNumber } from '../../contract/json/value.ts';
import { entityPage, withValues } from '../api/entity-pages.ts';
import { CellContent } from '../columns/cell.tsx';
import { columnLabel, pointersOf, readColumn, valueIn } from '../columns/column.ts';
import { useNames } from '../columns/use-names.ts';
import { Bone } from '../ui/bone.tsx';
import { Failure } from '../ui/notice.tsx';
import styles from './children.module.css';

/** Children with the columns somebody chose. Params among them are read for this page only, in one request. */
export function ChosenChildren({
  workspaceId,
  parent,
  entities,
  page,
  chosen,
}: {
  workspaceId: number;
  parent: number;
  entities: readonly Entity[];
  page: { offset: number; limit: number; sort?: string };
  chosen: readonly string[];
}) {
  const names = useNames(workspaceId);
  const columns = chosen.flatMap((id) => readColumn(id) ?? []);
  const pointers = pointersOf(columns);
  const read = useQuery({
    ...entityPage(workspaceId, { parent }, { ...page, pointers }),
    enabled: pointers.length > 0,
  });
  const byId = new Map(read.data?.results.map((row) => [row.entity.id, row]));
  const rows = entities.map((entity) => {
    const known = byId.get(entity.id);
    return {
      row: {
        ...withValues(entity),
        ...(known ? { values: known.values, readable: known.readable } : {}),
      },
      known: known !== undefined,
    };
  });
  const numeric = columns.map((column) => {
    const values = rows
      .map(({ row }) => valueIn(row, column, names))
      .filter((value) => value !== undefined && value !== null);
    return values.length > 0 && values.every(isNumber);
  });
  return (
    <>
      {read.error ? (
        <Failure
          title="The params could not be read"
          error={read.error}
          onRetry={() => void read.refetch()}
        />
      ) : null}
      <div className={styles.scroll}>
        <table className={styles.table} aria-labelledby="children">
          <thead>
            <tr>
              {columns.map((column, index) => (
                <th key={column.id} scope="col" className={numeric[index] ? styles.number : undefined}>
                  {columnLabel(
                    column,
                    rows.map(({ row }) => row),
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ row, known }) => (
              <tr key={row.entity.id}>
                {columns.map((column, index) => (
                  <td key={column.id} className={numeric[index] ? styles.number : undefined}>
                    {column.source === 'param' && !known ? (
                      read.isFetching ? (
                        <Bone width={60} />
                      ) : (
                        '–'
                      )
                    ) : (
                      <CellContent
                        workspaceId={workspaceId}
                        column={column}
                        row={row}
                        value={valueIn(row, column, names)}
                      />
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
