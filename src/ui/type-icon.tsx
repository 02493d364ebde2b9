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
  const Icon = isFile
    ? IconFile
    : /folder/i.test(name ?? '')
      ? IconFolder
      : (ICONS[typeId % ICONS.length] ?? IconBox);
  return (
    <span className={styles.icon} data-hue={typeId % 12} aria-hidden="true">
      <Icon size={size} stroke={1.7} />
    </span>
  );
}
