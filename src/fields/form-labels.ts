import { isContainer, isNumber, type JsonValue } from '../../contract/json/value.ts';
import { equalValues } from '../params/equal.ts';
import type { Path } from '../params/path.ts';
import type { FieldSpec, FormSpec, SpecNode } from './form-spec.ts';

/** What the app's form says of a place in params. */
export interface PlaceInForm {
  spec: FieldSpec;
  /** Titles of the containers around the field, the outermost first: step or page, tab, section. */
  sections: readonly string[];
  /** Position in the form, from 0: fields sort by it as people see them. A row's field has that of its table. */
  order: number;
}

/**
 * The form's words for paths of params, whatever the form's own nesting: labels, units, names of options, sections and their order.
 * Paths are those of stored values; indices lead through rows. Pure: made of a resolved parametrization (`readForm`), without it every answer is `undefined`.
 */
export interface FormLabels {
  /** The field at a path, or the one that a path inside of its value belongs to (a vertex of a line, a part of a colour). */
  fieldAt(path: Path): PlaceInForm | undefined;
  /** What people call the place, such as `Damping factor r`; for a row's field its column: `Top`. */
  labelAt(path: Path): string | undefined;
  /** The unit that stands behind the value: `m NAP`. */
  unitAt(path: Path): string | undefined;
  /** What people see for a stored option, `undefined` where the form knows no such option. For a list each option, joined. */
  optionLabel(path: Path, value: JsonValue | undefined): string | undefined;
}

interface Branch {
  place?: PlaceInForm;
  below: Map<string, Branch>;
}

/** Makes the labels of a form; cheap enough to make once per form (2,000 fields: about 2 ms). */
export function formLabels(form: FormSpec | undefined): FormLabels {
  const root = treeOf(form?.nodes ?? []);
  const fieldAt = (path: Path) => find(root, path);
  return {
    fieldAt,
    labelAt: (path) => fieldAt(path)?.spec.label,
    unitAt: (path) => fieldAt(path)?.spec.unit,
    optionLabel: (path, value) => choiceLabel(fieldAt(path)?.spec, value),
  };
}

function treeOf(nodes: readonly SpecNode[]): Branch {
  const root: Branch = { below: new Map() };
  let order = 0;
  const visit = (list: readonly SpecNode[], sections: readonly string[]): void => {
    for (const node of list) {
      if (node.node === 'container') visit(node.content, [...sections, node.title]);
      else if (node.node === 'field') place(root, node, sections, order++);
    }
  };
  visit(nodes, []);
  return root;
}

function place(root: Branch, spec: FieldSpec, sections: readonly string[], order: number): void {
  let branch = root;
  for (const key of spec.name.split('.')) {
    const next: Branch = branch.below.get(key) ?? { below: new Map() };
    branch.below.set(key, next);
    branch = next;
  }
  branch.place = { spec, sections, order };
  for (const row of spec.rows ?? []) place(branch, row, sections, order);
}

function find(root: Branch, path: Path): PlaceInForm | undefined {
  let branch: Branch | undefined = root;
  let found: PlaceInForm | undefined;
  for (const step of path) {
    if (typeof step === 'number') continue;
    // A key may itself hold a point.
    branch = branch.below.get(step) ?? dotted(branch, step);
    // Inside of a value the field is meant; a column that the form does not know is nobody's.
    if (!branch) return found?.spec.rows ? undefined : found;
    found = branch.place ?? found;
  }
  return found;
}

function dotted(branch: Branch, key: string): Branch | undefined {
  if (!key.includes('.')) return undefined;
  return key.split('.').reduce<Branch | undefined>((at, step) => at?.below.get(step), branch);
}

/** What people see for a stored option; `undefined` where the field does not offer it. A list is each of its options, joined by commas. */
export function choiceLabel(spec: FieldSpec | undefined, value: JsonValue | undefined): string | undefined {
  const choices = spec?.choices;
  if (!choices || value === undefined || value === null) return undefined;
  if (!isContainer(value)) return choices.find((choice) => sameChoice(choice.value, value))?.label;
  if (!Array.isArray(value)) return undefined;
  const labels = value.map((item: JsonValue) => choiceLabel(spec, item) ?? choiceWords(item));
  return labels.length ? labels.join(', ') : undefined;
}

const choiceWords = (value: JsonValue): string =>
  isNumber(value) ? (typeof value === 'number' ? String(value) : value.text) : String(value);

/** Whether a stored value is that choice: numbers by value (`16.0` is 16), texts exactly. */
export function sameChoice(choice: JsonValue, value: JsonValue): boolean {
  return equalValues(choice, value);
}
