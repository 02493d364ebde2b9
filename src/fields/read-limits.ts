import { isMembers } from '../../contract/common.ts';
import { printJson } from '../../contract/json/printing.ts';
import { isContainer, isNumber, type JsonValue } from '../../contract/json/value.ts';
import type { Choice, FieldSpec, RowFieldState } from './form-spec.ts';
import type { FieldKind } from './kinds.ts';
import { plainText } from './label-text.ts';
import { number, optional, type Raw, spelling, text, texts } from './raw-node.ts';

/** `options` of a number is an object of limits, of a select a list of choices; a row count stands beside. */
export function limitsOf(node: Raw, plain: string): Partial<FieldSpec> {
  const limits = isMembers(node.options) ? { ...node, ...node.options } : node;
  return {
    ...optional('min', number(limits.min)),
    ...optional('max', number(limits.max)),
    ...optional('minText', spelling(limits.min)),
    ...optional('maxText', spelling(limits.max)),
    ...optional('step', number(limits.step)),
    ...optional('decimals', number(node.num_decimals)),
    ...optional('flex', number(node.flex)),
    ...(node.variant === 'slider' || plain === 'slider' ? { slider: true } : {}),
    ...(typeof node.variant === 'string' && node.variant.startsWith('radio') ? { radio: true } : {}),
  };
}

/** The choices of a kind that has some. */
export function choicesOf(node: Raw, kind: FieldKind): Partial<FieldSpec> {
  if (!Array.isArray(node.options) || !['option', 'multiselect', 'list'].includes(kind)) return {};
  return { choices: toldApart(node.options.flatMap((option) => readChoice(option) ?? [])) };
}

/** Choices of the same label are told apart by what they store. */
function toldApart(choices: Choice[]): Choice[] {
  const counts = new Map<string, number>();
  for (const { label } of choices) counts.set(label, (counts.get(label) ?? 0) + 1);
  return choices.map((choice) =>
    counts.get(choice.label) === 1
      ? choice
      : { ...choice, label: `${choice.label} (${printJson(choice.value)})` },
  );
}

function readChoice(option: unknown): Choice | undefined {
  if (!isMembers(option)) {
    const value = option as JsonValue;
    if (value === undefined || isContainer(value)) return undefined;
    return { value, label: choiceText(value), visible: true };
  }
  const value = option.value as JsonValue | undefined;
  if (value === undefined || isContainer(value)) return undefined;
  const label = text(option.label) ?? (choiceText(value) || 'empty text');
  return { value, label: plainText(label), visible: option.visible !== false };
}

function choiceText(value: JsonValue): string {
  return isNumber(value) && typeof value !== 'number' ? value.text : String(value);
}

/** What differs in one row, by the row's field. */
export function readRowState(state: unknown): Record<string, RowFieldState> {
  const entries = Object.entries(isMembers(state) ? state : {}).filter(([, own]) => isMembers(own)) as [
    string,
    Raw,
  ][];
  return Object.fromEntries(
    entries.map(([key, own]) => [
      key,
      {
        ...(typeof own.visible === 'boolean' ? { visible: own.visible } : {}),
        ...choicesOf(own, 'option'),
      },
    ]),
  );
}

/** What an entity or file field takes. */
export function referenceOf(node: Raw, plain: string, kind: FieldKind): Partial<FieldSpec> {
  if (kind === 'entity' || kind === 'entities') {
    const types = texts(node.entity_type_names) ?? texts(node.entity_type_name);
    return {
      ...optional('entityTypes', types?.length ? types : undefined),
      ...(plain.startsWith('child') ? { whose: 'children' as const } : {}),
      ...(plain.startsWith('sibling') ? { whose: 'siblings' as const } : {}),
    };
  }
  if (kind !== 'file' && kind !== 'files') return {};
  const extensions = texts(node.allowed_file_extensions);
  return {
    ...optional('extensions', extensions?.length ? extensions : undefined),
    ...optional('maxBytes', number(node.max_size_bytes)),
  };
}
