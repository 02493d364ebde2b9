import type { ArchiveRecord } from '../../archive/records.ts';
import type { WorldType } from './world.ts';

/** The wire's record of an entity type, with its form beside it. */
export function typeRecord(type: WorldType): ArchiveRecord {
  return {
    kind: 'entity_type',
    id: type.id,
    name: type.label,
    class_name: type.className,
    preprocess_method: type.file?.preprocess ?? '',
    is_file: type.file !== undefined,
    has_designer: type.form.nodes.length > 0,
    show_children_as: type.childrenAs,
    views: type.views ?? [],
    summary: type.summary ?? [],
    scope: 'everyone',
    actions: ['read', 'read-basic', 'read-nav', 'update', 'rename', 'create', 'delete'],
    child_entity_type_ids: [...type.children],
    file_constraints:
      type.file === undefined ? null : { max_size: type.file.maxSize, file_types: type.file.extensions },
    viktor_store_table_option_field_value: true,
    viktor_enforce_field_constraints: false,
    parametrization_width: 40,
    views_only: false,
    show_file_manager: false,
    navigate_to_editor: type.childrenAs === 'None',
    section_expansion_setting: 'global-open-first',
    allow_saving: true,
    ...type.flags,
    parametrization: type.form.nodes,
  };
}
