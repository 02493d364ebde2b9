import { useMemo, useRef } from 'react';
import { isObject, type JsonValue } from '../../contract/json/value.ts';
import { rowName } from '../params/path.ts';
import type { OtherView } from './edit-rows.tsx';
import type { EditProps } from './field-store.ts';
import styles from './grid.module.css';
import { gridActs } from './grid-acts.ts';
import { GridBelow } from './grid-below.tsx';
import { opensBelow } from './grid-cell.ts';
import { gridEvents } from './grid-events.ts';
import { GridHead } from './grid-head.tsx';
import { useLatest } from './grid-hooks.ts';
import { GridPaste } from './grid-paste.tsx';
import { GridRow } from './grid-row.tsx';
import { GridTools } from './grid-tools.tsx';
import { useGrid } from './use-grid.ts';
import { usePaste } from './use-paste.ts';

/**
 * Rows as a spreadsheet: arrows move, with Shift they select, typing replaces, Enter and F2 edit, Tab and Enter go on, Escape leaves, Alt+arrows move a row, Mod+D
 * fills down. Cells that hold more than one value open below the table. Every change is one step of undo.
 */
export function EditGrid(props: EditProps & { other?: OtherView }) {
  const { path, spec, labelId, other } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useGrid(props, scroller);
  const { readOnly, value, rows, baseRows, known, blame, columns, troubled, windowed } = grid;
  const { at, range, selected, place, sort, below, column, cell } = grid;
  const tools = gridActs(grid);
  const pasting = usePaste({
    rows,
    columns,
    spec,
    take: (made) => {
      if (grid.held()) return false;
      grid.store.set(path, made);
      grid.takesFocus.current = true;
      grid.setActive({ ...at });
      return true;
    },
    say: grid.setNote,
  });

  const actions = useLatest({
    pick: (address, extend) => {
      if (grid.editing !== null && (address.row !== at.row || address.column !== at.column))
        grid.setEditing(null);
      grid.takesFocus.current = true;
      grid.setAnchor(extend ? grid.corner : null);
      grid.setActive(address);
    },
    open: (address) => {
      grid.takesFocus.current = true;
      grid.setAnchor(null);
      grid.setActive(address);
      const kindThere = columns[address.column];
      const there = rows[address.row];
      const inside = isObject(there) && kindThere ? there.get(kindThere.key) : undefined;
      if (kindThere && opensBelow(kindThere.kind, inside)) grid.setBelow(address);
      else if (!readOnly && address.row === at.row && address.column === at.column) grid.startEditing();
    },
    type: grid.type,
    commit: grid.commit,
  });

  const template = useMemo(() => `44px ${columns.map(({ width }) => `${width}px`).join(' ')}`, [columns]);
  const several = selected.length * grid.selectedColumns.length > 1;
  const draw = (where: number, top?: number) => {
    const index = grid.rowAt(where);
    return drawRow(where, index, top, several && where >= range.top && where <= range.bottom);
  };
  const drawRow = (where: number, index: number, top: number | undefined, inRange: boolean) => (
    <GridRow
      key={index}
      index={index}
      place={where}
      top={top}
      row={rows[index] as JsonValue}
      table={spec}
      baseRow={baseRows?.[index]}
      compare={baseRows !== undefined}
      fresh={baseRows === undefined && known !== undefined && !known.has(rows[index] as JsonValue)}
      columns={columns}
      activeColumn={index === at.row ? at.column : -1}
      from={inRange ? range.left : -1}
      to={inRange ? range.right : -1}
      editing={index === at.row ? grid.editing : null}
      pending={troubled?.has(index) ? grid.pending : undefined}
      blame={blame}
      pointer={grid.pointer}
      takesFocus={grid.takesFocus}
      actions={actions}
    />
  );
  return (
    // Without rows there is no grid to find by the label.
    <div
      className={styles.frame}
      {...(rows.length === 0 ? { role: 'group', 'aria-labelledby': labelId } : {})}
    >
      {rows.length === 0 ? null : (
        <div
          ref={scroller}
          role="grid"
          aria-labelledby={labelId}
          aria-rowcount={rows.length + 1}
          aria-colcount={columns.length + 1}
          aria-readonly={readOnly || undefined}
          className={styles.grid}
          tabIndex={-1}
          style={{ '--columns': template } as Record<string, string>}
          {...gridEvents(grid, tools, pasting)}
        >
          <GridHead columns={columns} sort={sort} onSort={grid.toggleSort} />
          {windowed ? (
            <div className={styles.window} role="presentation" style={{ height: windowed.height }}>
              {windowed.items.map(({ index, start }) => draw(index, start))}
            </div>
          ) : (
            rows.map((_, index) => draw(index))
          )}
        </div>
      )}
      {blame && column && cell !== undefined ? (
        <p className={styles.blame}>
          {`${column.label}, row ${at.row + 1}:`} {blame.mark(at.row, column.key) ?? 'not stored before'}
        </p>
      ) : null}
      {pasting.offered ? (
        <GridPaste
          {...pasting.offered}
          onTake={pasting.takeOffered}
          onCancel={() => {
            pasting.cancel();
            grid.go({ place, column: at.column });
          }}
        />
      ) : null}
      <GridTools
        sort={sort ?? undefined}
        column={column}
        readOnly={readOnly}
        labelId={labelId}
        count={rows.length}
        at={at.row}
        missing={value === undefined ? 'not stored' : value === null ? 'empty (null)' : undefined}
        full={rows.length >= grid.limits.max ? grid.limits.most : undefined}
        tools={tools}
        note={grid.note}
        other={other}
      />
      {below && isObject(rows[below.row]) ? (
        <GridBelow
          key={`${below.row}:${below.column}`}
          path={[...path, below.row]}
          column={columns[below.column]}
          title={rowName(rows[below.row]) ?? String(below.row + 1)}
          onClose={() => {
            grid.setBelow(null);
            grid.go({ place: grid.placeOf(below.row), column: below.column });
          }}
        />
      ) : null}
    </div>
  );
}
