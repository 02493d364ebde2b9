import type { FormChange } from '../params/form-changes.ts';
import { kindOfValue } from '../params/kinds.ts';
import { readablePath } from '../params/path.ts';

/** What a new version of the app seems to have done to params, in words; of a table a column once. */
export function formChangeWords({ kind, path, leftPath, left, right, rows }: FormChange): string {
  const inRows = rows > 1 ? ` in ${rows} rows` : '';
  const [before, now] = [kindOfValue(left), kindOfValue(right)];
  const retyped = before && now && before !== now ? `, and is ${now} where it was ${before}` : '';
  switch (kind) {
    case 'moved': {
      const group = readablePath(path.slice(0, -1));
      return `${readablePath(leftPath)} now stands ${group ? `in ${group}` : 'at the top level'}${inRows}${retyped}`;
    }
    case 'renamed':
      return `${readablePath(leftPath)} is now called ${readablePath(path.slice(-1))}${inRows}${retyped}`;
    case 'retyped':
      return `${readablePath(fieldsOf(path))} was ${before} and is ${now}${inRows}`;
    case 'filled':
      return `${readablePath(path)} is new${inRows}`;
    case 'left out':
      return `${readablePath(leftPath)} is gone${inRows}`;
  }
}

function fieldsOf(path: FormChange['path']): FormChange['path'] {
  return path.filter((key) => typeof key === 'string');
}
