import styles from './edit.module.css';
import { EditChat } from './edit-chat.tsx';
import { EditJson } from './edit-json.tsx';
import { EditList } from './edit-list.tsx';
import { EditNumber } from './edit-number.tsx';
import { EditOption } from './edit-option.tsx';
import { EditRows } from './edit-rows.tsx';
import { EditBoolean, EditColor, EditDate, EditGeoPoint } from './edit-small.tsx';
import { EditText } from './edit-text.tsx';
import type { EditProps } from './field-store.ts';
import { GeoDrawing } from './geo-drawing.tsx';
import { EditGrid } from './grid.tsx';
import { EditReference } from './references.tsx';

/** The editor of a kind, as `editorKind` chose it. */
export function Edit(props: EditProps) {
  switch (props.kind) {
    case 'text':
    case 'textarea':
      return <EditText {...props} />;
    case 'number':
    case 'integer':
      return <EditNumber {...props} />;
    case 'boolean':
      return <EditBoolean {...props} />;
    case 'option':
      return <EditOption {...props} />;
    case 'multiselect':
    case 'list':
    case 'entities':
    case 'files':
      return <EditList {...props} />;
    case 'date':
      return <EditDate {...props} />;
    case 'color':
      return <EditColor {...props} />;
    case 'entity':
    case 'file':
      return <EditReference {...props} />;
    case 'geo_point':
      return (
        <>
          <EditGeoPoint {...props} />
          <GeoDrawing {...props} />
        </>
      );
    case 'geo_polyline':
    case 'geo_polygon':
      return (
        <div className={styles.geo}>
          <GeoDrawing {...props} />
          <EditGrid {...props} />
        </div>
      );
    case 'table':
    case 'array':
      return <EditRows {...props} />;
    case 'chat':
      return <EditChat {...props} />;
    default:
      return <EditJson {...props} />;
  }
}
