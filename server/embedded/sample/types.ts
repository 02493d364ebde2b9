import type { EntityTypeRecord } from '../../archive/records.ts';
import { type Container, type Field, fieldsOf, nodesOf } from './form.ts';
import { copy, type Members, put } from './value.ts';

/** A type of entities as the worlds' tables give it. */
export interface TypeSource {
  id: number;
  /** What the SDK calls `EntityType.name`. */
  name: string;
  label: string;
  children?: number[];
  childrenAs?: 'Table' | 'Cards' | 'None';
  top: Container;
  /** Extensions, for types whose entities are files. */
  file?: string[];
  /** `method:kind` of the views. */
  views?: string;
  /** `key:Label:unit`, with `€` as unit for a prefix. */
  summary?: string;
  fields: string;
  flags?: Record<string, unknown>;
}

export interface SampleType extends Omit<TypeSource, 'fields' | 'summary'> {
  fields: readonly Field[];
  summary: readonly { key: string; label: string; suffix: string; prefix: string }[];
  defaults: Members;
}

const storesNothing = new Set(['button', 'output', 'chat']);

export function typeOf({ fields: table, summary, ...source }: TypeSource): SampleType {
  const fields = table.trim() === '' ? [] : fieldsOf(table);
  const defaults: Members = {};
  for (const field of fields) {
    if (!storesNothing.has(field.kind)) put(defaults, field.path, copy(field.default));
  }
  const items = (summary ?? '')
    .split(',')
    .filter(Boolean)
    .map((item) => {
      const [key = '', label = '', unit = ''] = item.trim().split(':');
      return { key, label, suffix: unit === '€' ? '' : unit, prefix: unit === '€' ? '€' : '' };
    });
  return { ...source, fields, summary: items, defaults };
}

const all = ['read', 'update', 'rename', 'create', 'delete'];

export function typeRecord(type: SampleType): EntityTypeRecord {
  const views = (type.views ?? '')
    .split(',')
    .filter(Boolean)
    .map((view) => {
      const [controller_method = '', view_type = 'data'] = view.trim().split(':');
      const words = controller_method.replaceAll('_', ' ');
      const label = words.charAt(0).toUpperCase() + words.slice(1);
      return { label, view_type, controller_method, description: null };
    });
  return {
    kind: 'entity_type',
    id: type.id,
    name: type.label,
    class_name: type.name,
    preprocess_method: type.file === undefined ? '' : 'process_file',
    is_file: type.file !== undefined,
    has_designer: type.fields.length > 0,
    show_children_as: type.childrenAs ?? 'None',
    views,
    summary: type.summary.map(({ key, label, suffix }) => ({ key, label, suffix, type: 'number' })),
    scope: 'everyone',
    actions: all,
    child_entity_type_ids: type.children ?? [],
    file_constraints: type.file === undefined ? null : { max_size: 50_000_000, file_types: type.file },
    viktor_store_table_option_field_value: true,
    viktor_enforce_field_constraints: false,
    parametrization_width: 40,
    views_only: false,
    show_file_manager: type.file !== undefined,
    navigate_to_editor: true,
    section_expansion_setting: 'global-open-first',
    allow_saving: true,
    ...type.flags,
    parametrization: nodesOf(type.top, type.fields),
  };
}
