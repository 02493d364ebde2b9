import { isArray, type JsonValue } from '../../contract/json/value.ts';
import type { FormLabels } from '../fields/form-labels.ts';
import { getIn, type Path, readablePath, rowWords } from '../params/path.ts';

/** What the form calls a place, rows by their names: `Soil layers[Peat] › Top`; `undefined` where it knows no such field. */
export function formWords(
  labels: FormLabels | undefined,
  path: Path,
  root: JsonValue | undefined,
): string | undefined {
  if (!labels?.fieldAt(path)) return undefined;
  const first = path.findIndex((_, index) => labels.fieldAt(path.slice(0, index + 1)) !== undefined);
  let words = labels.labelAt(path.slice(0, first + 1)) ?? '';
  for (let end = first + 1; end < path.length; end++) {
    const key = path[end];
    const upTo = path.slice(0, end + 1);
    if (typeof key === 'number') {
      const rows = getIn(root, path.slice(0, end));
      words += `[${rowWords(isArray(rows) ? rows : [], key)}]`;
    } else {
      const own = labels.fieldAt(upTo);
      const isOwn = own !== undefined && own !== labels.fieldAt(path.slice(0, end));
      words += ` › ${isOwn ? own.spec.label : key}`;
    }
  }
  return words;
}

/** What a place is called: as the form calls it, else by its path. */
export function placeWords(labels: FormLabels | undefined, path: Path, root: JsonValue | undefined): string {
  return formWords(labels, path, root) ?? readablePath(path, root);
}

/** The unit of a field as it is worth writing: many forms write a dash for none. */
export function unitOf(labels: FormLabels | undefined, path: Path): string | undefined {
  const unit = labels?.unitAt(path)?.trim();
  return unit && !/^[-–—]$/.test(unit) ? unit : undefined;
}

/** Labels of fields and columns by path, for sentences; `undefined` for what only lies inside of a field. */
export function labelOfForm(labels: FormLabels): (path: Path) => string | undefined {
  return (path) => {
    const own = labels.fieldAt(path);
    return own !== labels.fieldAt(path.slice(0, -1)) ? own?.spec.label : undefined;
  };
}
