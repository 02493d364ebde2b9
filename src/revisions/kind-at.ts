import type { Entity, ParamType } from '../../contract/entity.ts';
import { isContainer, type JsonValue } from '../../contract/json/value.ts';
import type { FormLabels } from '../fields/form-labels.ts';
import { type FieldKind, kindOf, kindOfType } from '../fields/kinds.ts';
import type { Path } from '../params/path.ts';

const UNTOLD = new Set<FieldKind>(['button', 'group', 'json']);
/** Their numbers name something: how far apart two are tells nothing. */
export const NAMING: ReadonlySet<FieldKind> = new Set<FieldKind>(['entity', 'file', 'option']);
const SCALARS = new Set<FieldKind>(['text', 'textarea', 'number', 'integer', 'boolean', 'date']);

export type KindAt = (path: Path, value: JsonValue | undefined) => FieldKind;

/** What `param_types` says of the field at a path, columns through `sub_types`; for an item of a list what it says of the list. */
export function paramTypeAt(types: Entity['param_types'], path: Path): ParamType | undefined {
  let scope = types ?? undefined;
  let keys: string[] = [];
  let found: ParamType | undefined;
  for (const step of path) {
    if (typeof step === 'number') {
      scope = found?.sub_types ?? undefined;
      keys = [];
      continue;
    }
    keys.push(step);
    const key = keys.join('.');
    found = scope && Object.hasOwn(scope, key) ? scope[key] : undefined;
    // Whatever lies inside of hidden data is hidden data.
    if (found && kindOfType(found.type) === 'hidden') return found;
  }
  return found;
}

/** Answers what the field at a path is: from the form, else from the entity's `param_types`, where they know it. */
export function kindsOf(types: Entity['param_types'], labels?: FormLabels): KindAt {
  return (path, value) => {
    const kind = labels?.fieldAt(path)?.spec.kind;
    // A form may store another kind of value than its field says; what a button or a group is says nothing of the value.
    if (kind && !UNTOLD.has(kind) && !(isContainer(value) && SCALARS.has(kind))) return kind;
    const key = path.findLast((step) => typeof step === 'string') ?? '';
    return kindOf(paramTypeAt(types, path), value, String(key));
  };
}
