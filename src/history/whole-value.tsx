import { use, useMemo, useState } from 'react';
import { isArray, isContainer, type JsonObject, type JsonValue } from '../../contract/json/value.ts';
import { describeContainer } from '../fields/sizes.ts';
import { type Path, readablePath, toPointer } from '../params/path.ts';
import { formWords } from '../revisions/form-words.ts';
import { contentWords } from '../revisions/value-words.ts';
import buttons from '../ui/button.module.css';
import { passFocus } from '../ui/pass-focus.ts';
import { usePrinting } from '../ui/use-printing.ts';
import { isUnseen } from './bulk.ts';
import { isShape } from './geo.ts';
import { type Field, fieldsBelow } from './outline.ts';
import { StoredValue } from './pair.tsx';
import { PaperContext } from './paper.ts';
import { type Review, useReview } from './review.ts';
import { Shape } from './shape.tsx';
import grid from './table-changes.module.css';
import { ColumnName } from './table-changes.tsx';
import { columnParts } from './table-lines.ts';
import { StoredCell } from './table-row.tsx';
import { AT_FIRST, isRows } from './whole.ts';
import styles from './whole-value.module.css';

/** Fields, or rows and columns of a table, drawn at once. */
const DRAWN = 30;
const PRINTED = 2000;

/** How much a group or table holds, `count` values in all, and the way to see it: few are shown at once. */
export function useWholeValue(value: JsonValue, count: number) {
  const printing = usePrinting();
  const [asked, setAsked] = useState<boolean>();
  const shown = asked ?? count <= AT_FIRST;
  const open = shown || printing;
  const words = isArray(value) ? contentWords(value) : `${count} value${count === 1 ? '' : 's'}`;
  const button = (
    <button type="button" className={buttons.quiet} aria-expanded={open} onClick={() => setAsked(!shown)}>
      {words}
    </button>
  );
  return { open, button };
}

/** What came or went as a whole, field by field with the form's words, its tables as grids. */
export function WholeValue({ path, value, side }: { path: Path; value: JsonValue; side: 'left' | 'right' }) {
  const fields = useMemo(() => fieldsBelow(path, value), [path, value]);
  const { visible, more } = useDrawn(fields, 'fields', use(PaperContext));
  return (
    <span className={styles.fields}>
      {visible.map((field) => (
        <WholeField key={toPointer(field.path)} {...{ field, side }} from={path.length} />
      ))}
      {more}
    </span>
  );
}

function WholeField({ field, from, side }: { field: Field; from: number; side: 'left' | 'right' }) {
  const review = useReview();
  const { path, value } = field;
  const kind = review.kindAt(path, value);
  const name = nameBelow(path, from, review.labels, review[side]);
  const isHidden = isUnseen(kind);
  const rows = !isHidden && isRows(value) ? value : undefined;
  return (
    <span className={styles.field} data-side={side} data-wide={rows !== undefined || undefined}>
      {name === '' ? null : (
        <span className={styles.name} title={readablePath(path)}>
          <bdi>{name}</bdi>
        </span>
      )}
      {rows ? (
        <Rows {...{ path, rows }} gone={side === 'left'} />
      ) : (
        <span className={styles.value}>
          {isHidden && isContainer(value) ? (
            describeContainer(value)
          ) : (
            <StoredValue path={path} value={value} side={side} />
          )}
          {isShape(undefined, value) ? (
            <Shape left={side === 'left' ? value : undefined} right={side === 'right' ? value : undefined} />
          ) : null}
        </span>
      )}
    </span>
  );
}

/** What a field is called below the first steps of its path, which the line above names: `''` for what that line is about. */
function nameBelow(path: Path, from: number, labels: Review['labels'], root: JsonValue): string {
  const words = formWords(labels, path, root);
  if (words === undefined) return readablePath(path.slice(from));
  const above = formWords(labels, path.slice(0, from), root);
  if (above === words) return '';
  return above !== undefined && words.startsWith(`${above} › `) ? words.slice(above.length + 3) : words;
}

function Rows({ path, rows, gone }: { path: Path; rows: readonly JsonObject[]; gone: boolean }) {
  const room = use(PaperContext);
  const all = useMemo(() => columnsOf(rows), [rows]);
  const { visible: columns, more: moreColumns } = useDrawn(all, 'columns', room);
  const { visible, more } = useDrawn(rows, 'rows', Math.max(1, Math.floor(room / columns.length)));
  const parts = usePrinting() ? columnParts(columns, undefined) : [columns];
  return (
    <span className={styles.rows}>
      {parts.map((part) => (
        <span key={part.join(' ')} className={grid.scroll}>
          <table className={grid.grid}>
            <thead>
              <tr>
                {/* The keyboard scrolls a wide table from here. */}
                <th className={grid.place} tabIndex={columns.length > 3 ? 0 : undefined}>
                  #
                </th>
                {part.map((column) => (
                  <th key={column}>
                    <ColumnName list={{ path }} column={column} />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {visible.map((row, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a place in a stored list
                <tr key={index}>
                  <td className={grid.place}>{index + 1}</td>
                  {part.map((column) => (
                    <StoredCell
                      key={column}
                      value={row.get(column)}
                      path={[...path, index, column]}
                      look={undefined}
                      gone={gone}
                    />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </span>
      ))}
      {more} {moreColumns}
    </span>
  );
}

/** What the rows of a table hold, in the order in which it comes. */
function columnsOf(rows: readonly JsonObject[]): string[] {
  const columns = new Set<string>();
  for (const row of rows) for (const column of row.keys()) columns.add(column);
  return [...columns];
}

/** The first of many, on paper as many as there is `room` for, and the button that draws more of them. */
function useDrawn<T>(all: readonly T[], what: string, room: number) {
  const [asked, setAsked] = useState(DRAWN);
  const printing = usePrinting();
  const drawn = printing ? Math.min(PRINTED, room) : asked;
  const left = all.length - drawn;
  const more =
    left > 0 ? (
      <button ref={passFocus} type="button" className={buttons.quiet} onClick={() => setAsked(asked + 200)}>
        {`Show ${Math.min(200, left)} more of ${left} ${what}`}
      </button>
    ) : null;
  return { visible: all.slice(0, drawn), more };
}
