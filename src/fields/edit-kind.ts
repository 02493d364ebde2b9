import { isArray, isContainer, type JsonValue } from '../../contract/json/value.ts';
import { chatOf } from './chat.ts';
import { colorParts } from './colors.ts';
import { type FieldKind, isGeoPoint } from './kinds.ts';

/**
 * How a value is edited: by the editor of its kind where that can show it as it is, else as JSON in place. A text in a number field stays with
 * the number's editor, which shows it.
 */
export function editorKind(kind: FieldKind, value: JsonValue | undefined): FieldKind {
  const nothing = value === undefined || value === null;
  switch (kind) {
    case 'boolean':
      return nothing || typeof value === 'boolean' ? kind : 'json';
    case 'color':
      return nothing || typeof value === 'string' || colorParts(value) ? kind : 'json';
    case 'geo_point':
      return nothing || isGeoPoint(value) ? kind : 'json';
    case 'table':
    case 'array':
    case 'geo_polyline':
    case 'geo_polygon':
    case 'multiselect':
    case 'list':
    case 'entities':
    case 'files':
      return nothing || isArray(value) ? kind : 'json';
    case 'chat':
      return chatOf(value) ? kind : 'json';
    case 'hidden':
    case 'group':
    case 'button':
    case 'json':
      return 'json';
    default:
      return isContainer(value) ? 'json' : kind;
  }
}
