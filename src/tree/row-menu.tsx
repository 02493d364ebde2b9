import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './row-menu.module.css';

/** Where a menu opens, in pixels of the window. */
export interface MenuPoint {
  x: number;
  y: number;
}

/** The menu of a row, at a point; `name` is what the row is called. */
export function RowMenu({
  name,
  at: { x, y },
  onClose,
  children,
}: {
  name: string;
  at: MenuPoint;
  onClose: () => void;
  children: ReactNode;
}) {
  const label = `Actions on ${name}`;
  return (
    <Menu
      opened
      onClose={onClose}
      position="bottom-start"
      offset={2}
      width={250}
      returnFocus={false}
      trapFocus
      // The key that opens it is on its way to the document still.
      clickOutsideEvents={['mousedown', 'touchstart']}
      withinPortal={false}
    >
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-label={label}
          className={styles.point}
          style={{ left: x, top: y }}
        />
      </Menu.Target>
      <Menu.Dropdown aria-label={label}>{children}</Menu.Dropdown>
    </Menu>
  );
}
