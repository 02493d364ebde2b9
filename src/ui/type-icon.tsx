import {
  IconBox,
  IconBuildingBridge,
  IconChartLine,
  IconCircleDot,
  IconClipboardList,
  IconFile,
  IconFolder,
  IconMap2,
  IconRulerMeasure,
  IconStack2,
  IconTag,
  IconTopologyStar3,
} from '@tabler/icons-react';
import styles from './type-icon.module.css';

const ICONS = [
  IconBox,
  IconStack2,
  IconMap2,
  IconRulerMeasure,
  IconCircleDot,
  IconTopologyStar3,
  IconClipboardList,
  IconChartLine,
  IconTag,
  IconBuildingBridge,
];

/** The mark of an entity type: a hue and an icon that depend only on the id, so that they are the same on every page and day. Files and folders look like themselves. */
export function TypeIcon({
  typeId,
  isFile,
  name,
  size = 15,
}: {
  typeId: number;
  isFile?: boolean | null;
  name?: string | null;
  size?: number;
}) {
  const icon = isFile ? 'file' : /folder/i.test(name ?? '') ? 'folder' : typeId % ICONS.length;
  return (
    <svg className={styles.icon} data-hue={typeId % 12} width={size} height={size} aria-hidden="true">
      <use href={`#vx-type-${icon}`} />
    </svg>
  );
}

/** The drawings that every {@link TypeIcon} points to: once in the page, so that a row of a tree costs two elements for its icon. */
export function TypeIconDrawings() {
  const drawings = [...ICONS.entries(), ['file', IconFile] as const, ['folder', IconFolder] as const];
  return (
    <svg className={styles.drawings} aria-hidden="true">
      {drawings.map(([name, Icon]) => (
        <symbol key={name} id={`vx-type-${name}`} viewBox="0 0 24 24">
          <Icon size={24} stroke={1.7} />
        </symbol>
      ))}
    </svg>
  );
}
