import type { ReactNode } from 'react';
import { usePrinting } from '../ui/use-printing.ts';
import styles from './several.module.css';

/** What a row or a column is about. */
interface Head {
  key: string;
  name: ReactNode;
}

/** Columns beside each other on paper. */
const PRINTED = 4;

/** One table of what differs among several; on paper one below the other, of as many columns as fit there. */
export function SeveralGrid({
  corner,
  heads,
  lines,
  cell,
}: {
  corner: string;
  heads: readonly Head[];
  lines: readonly Head[];
  /** Draws what stands in a line below a head, by their places. */
  cell: (line: number, head: number) => ReactNode;
}) {
  const size = usePrinting() ? PRINTED : heads.length;
  const parts = Array.from({ length: Math.ceil(heads.length / size) }, (_, part) => part * size);
  return parts.map((first) => (
    <table key={first} className={styles.table} aria-label="What differs among several">
      <thead>
        <tr>
          <th scope="col">{corner}</th>
          {heads.slice(first, first + size).map(({ key, name }) => (
            <th scope="col" key={key}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ key, name }, line) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            {heads.slice(first, first + size).map((_, at) => cell(line, first + at))}
          </tr>
        ))}
      </tbody>
    </table>
  ));
}
