import { isArray, isObject, type JsonValue } from '../../contract/json/value.ts';
import { member, shownText, textOf } from './reading.ts';
import { plainCell, plainColumn, type Table } from './table-model.ts';

/** One line of a data result. */
export interface DataRow {
  /** Names it among the rows of any result of the same method. */
  id: string;
  label: string;
  /** Labels of the groups it is in, outermost first. */
  groups: readonly string[];
  depth: number;
  /** Holds other rows and usually no value. */
  group: boolean;
  /** As computed, unrounded; `undefined` for none. */
  value: JsonValue | undefined;
  /** As the app wants it shown, without prefix and suffix. */
  text: string;
  prefix: string;
  suffix: string;
  /** `info`, `success`, `warning`, `error` or another word of the app's. */
  status: string;
  statusMessage: string;
  explanation: string;
}

/** Deeper groups than any app makes are left out, so that a hostile result cannot exhaust the page. */
const DEEPEST = 12;

/** The lines of a `data` result, groups before what they hold. A list of items is on record, an object with such a list is accepted. */
export function dataRows(value: JsonValue): DataRow[] {
  const rows: DataRow[] = [];
  collect(itemsOf(value), [], '', rows);
  return rows;
}

function itemsOf(value: JsonValue): [string, JsonValue][] {
  if (isArray(value)) return value.map((item, index) => [keyOf(item, index), item]);
  const inner = innerOf(value);
  if (isArray(inner)) return itemsOf(inner);
  return isObject(value) ? [...value] : [];
}

/** What a group holds: `children` is on record, `subgroup` is the SDK's word. An empty list beside what holds something says nothing. */
const innerOf = (value: JsonValue): JsonValue | undefined =>
  ['children', 'items', 'data', 'subgroup']
    .map((name) => member(value, name))
    .find((inner) => inner !== undefined && !(isArray(inner) && inner.length === 0));

/** An object's members are what it holds, whatever they are called, unless its only one is a list. */
const membersOf = (inner: JsonValue): [string, JsonValue][] =>
  isObject(inner) && inner.size > 1 ? [...inner] : itemsOf(inner);

const keyOf = (item: JsonValue, index: number): string => textOf(member(item, 'key')) || String(index);

function collect(
  items: [string, JsonValue][],
  groups: readonly string[],
  above: string,
  rows: DataRow[],
): void {
  const seen = new Map<string, number>();
  for (const [key, item] of items) {
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    const id = `${above}/${key}${times > 1 ? `#${times}` : ''}`;
    const inner = innerOf(item);
    const children = inner === undefined ? [] : membersOf(inner);
    const label = textOf(member(item, 'label')) || key;
    rows.push({ ...rowOf(item), id, label, groups, depth: groups.length, group: children.length > 0 });
    if (children.length > 0 && groups.length < DEEPEST) collect(children, [...groups, label], id, rows);
  }
}

function rowOf(item: JsonValue): Omit<DataRow, 'id' | 'label' | 'groups' | 'depth' | 'group'> {
  if (!isObject(item))
    return {
      value: item,
      text: shownText(item),
      prefix: '',
      suffix: '',
      status: '',
      statusMessage: '',
      explanation: '',
    };
  const value = member(item, 'value');
  return {
    value: value === '' ? undefined : value,
    text: textOf(member(item, 'display_value')) || shownText(value),
    prefix: textOf(member(item, 'prefix')),
    suffix: textOf(member(item, 'suffix')),
    status: textOf(member(item, 'status')).toLowerCase(),
    statusMessage: textOf(member(item, 'status_message')),
    explanation: textOf(member(item, 'explanation_label')),
  };
}

/** The value as shown: `€ 1.22 m`. */
export function shownValue({ text, prefix, suffix }: Pick<DataRow, 'text' | 'prefix' | 'suffix'>): string {
  return [prefix, text, suffix].filter((part) => part !== '').join(' ');
}

/** Whether a line says something itself, as a group may that has a value of its own. */
export const isTold = ({ group, text }: DataRow): boolean => !group || text !== '';

/** Data of very many lines as a table, each under the names of its groups. */
export function dataTable(value: JsonValue): Table {
  const rows = dataRows(value).filter(isTold);
  return {
    columns: [plainColumn('Group'), plainColumn('Name'), plainColumn('Value', true), plainColumn('Status')],
    rows: rows.map((row, index) => ({
      index,
      header: '',
      cells: [
        plainCell(row.groups.join(' · ')),
        plainCell(row.label),
        { ...plainCell(shownValue(row)), value: row.value },
        plainCell([row.status, row.statusMessage].filter(Boolean).join(': ')),
      ],
    })),
    named: false,
    arranging: true,
  };
}
