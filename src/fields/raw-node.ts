import { isMembers } from '../../contract/common.ts';
import { isNumber, JsonNumber, numberValue } from '../../contract/json/value.ts';
import type { FieldSpec } from './form-spec.ts';
import { plainText } from './label-text.ts';

/** A node of a form as it came. */
export type Raw = Record<string, unknown>;

export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined;
export const number = (value: unknown): number | undefined =>
  isNumber(value) && Number.isFinite(numberValue(value)) ? numberValue(value) : undefined;
/** How a number is written, where JavaScript would write it otherwise. */
export const spelling = (value: unknown): string | undefined =>
  value instanceof JsonNumber ? value.text : undefined;
export const texts = (value: unknown): string[] | undefined => {
  const list = typeof value === 'string' ? [value] : value;
  return Array.isArray(list)
    ? list.filter((item): item is string => typeof item === 'string' && item !== '')
    : undefined;
};

export function affixes(node: Raw): Pick<FieldSpec, 'prefix' | 'unit' | 'description'> {
  const unit = text(node.suffix);
  const prefix = text(node.prefix);
  return {
    ...optional('prefix', prefix && plainText(prefix)),
    ...optional('unit', unit && plainText(unit)),
    ...optional('description', text(node.description)),
  };
}

export function exceptionsOf(node: Raw): string[] {
  if (!Array.isArray(node.callback_exceptions)) return [];
  return node.callback_exceptions.map((exception) => {
    if (typeof exception === 'string') return exception;
    const message = isMembers(exception)
      ? (text(exception.message) ?? text(exception.detail) ?? text(exception.error_message))
      : undefined;
    return message ?? JSON.stringify(exception);
  });
}

/** The member, or nothing where there is no value. */
export function optional<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}

/** The last step of a dotted path: what a field is called whose label is not known. */
export function lastKey(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
