import { printJson } from '../../contract/json/printing.ts';
import {
  isArray,
  isContainer,
  isNumber,
  isObject,
  type JsonArray,
  type JsonValue,
  numberText,
} from '../../contract/json/value.ts';
import { colorHex, colorParts } from './colors.ts';
import { type FieldKind, isGeoPoint } from './kinds.ts';
import styles from './show.module.css';
import { countColumns, countText, describeContainer, textLength } from './sizes.ts';

const MOST_TEXT = 200;

/**
 * Any value of params in one line, read-only: numbers as they are spelled, a swatch for a colour, `12 rows × 8 columns` for rows, long text clipped with
 * the whole of it on hover. `undefined` is not stored, `null` is empty: both say so in a muted word.
 */
export function Show({ kind, value }: { kind: FieldKind; value: JsonValue | undefined }) {
  if (value === undefined) return <span className={styles.none}>not stored</span>;
  if (value === null) return <span className={styles.none}>empty</span>;
  if (value === '') return <span className={styles.none}>empty text</span>;
  if (kind === 'color' && colorParts(value)) return <ShowColor value={value} />;
  if (typeof value === 'string') return <ShowText text={value} />;
  if (isArray(value) && value.length === 0) return <span className={styles.none}>empty list</span>;
  const text = shownText(kind, value);
  return (
    <span className={styles.value} title={isContainer(value) ? hint(value) : undefined}>
      {text}
    </span>
  );
}

function ShowColor({ value }: { value: JsonValue }) {
  const hex = colorHex(value);
  return (
    <span className={styles.color} title={printJson(value)}>
      <svg className={styles.swatch} viewBox="0 0 14 14" aria-hidden="true">
        <rect width="14" height="14" rx="3" fill={hex} />
      </svg>
      <span className={styles.value}>{hex}</span>
    </span>
  );
}

function ShowText({ text }: { text: string }) {
  const clipped = text.length > MOST_TEXT;
  const blank = text.trim() === '';
  return (
    <span className={blank ? styles.none : styles.text} title={clipped ? text.slice(0, 4000) : undefined}>
      {blank ? `white space, ${countText(text.length, 'character')}` : text.slice(0, MOST_TEXT)}
      {clipped ? <span className={styles.none}>… {countText(text.length, 'character')}</span> : null}
    </span>
  );
}

/** A value in words, for titles, cells and places without markup. Never a JavaScript notation. */
export function shownText(kind: FieldKind, value: JsonValue | undefined): string {
  if (value === undefined) return 'not stored';
  if (value === null) return 'empty';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (isNumber(value)) return numberText(value);
  if (kind === 'color' && colorParts(value)) return colorHex(value) as string;
  if (isGeoPoint(value)) return pointText(value);
  if (kind === 'hidden' || kind === 'chat') return describeContainer(value);
  if (isArray(value)) return listText(value);
  return textLength(value) <= 80 ? printJson(value) : describeContainer(value);
}

function pointText(point: ReadonlyMap<string, JsonValue>): string {
  const [lat, lon] = [point.get('lat'), point.get('lon')];
  return isNumber(lat) && isNumber(lon) ? `${numberText(lat)}, ${numberText(lon)}` : printJson(point);
}

function listText(list: JsonArray): string {
  if (list.length === 0) return 'empty list';
  if (list.every(isGeoPoint)) return countText(list.length, 'point');
  if (list.every(isObject))
    return `${countText(list.length, 'row')} × ${countText(countColumns(list), 'column')}`;
  if (list.some(isContainer)) return describeContainer(list);
  const text = list.slice(0, 40).map((item) => shownText('json', item));
  const joined = text.join(', ');
  return list.length <= 40 && joined.length <= MOST_TEXT ? joined : describeContainer(list);
}

function hint(value: JsonValue): string | undefined {
  return isContainer(value) && textLength(value) <= 1500 ? printJson(value) : undefined;
}
