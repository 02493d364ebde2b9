import { Menu, type MenuProps } from '@mantine/core';
import { type ReactNode, type Ref, useEffect, useImperativeHandle, useState } from 'react';
import type { Door } from './menu-door.tsx';

/** The menu behind a `MenuDoor`. Only parts that are read when they are needed may import this file. */
export function MenuFrame({
  door,
  className,
  children,
  ...props
}: Pick<MenuProps, 'position' | 'width' | 'closeOnItemClick'> & {
  door: Door;
  className?: string | undefined;
  children: ReactNode;
}) {
  // A menu that is drawn open from the start would not know where the focus was before.
  const [isThere, setThere] = useState(false);
  useEffect(() => setThere(true), []);
  return (
    // A menu that scrolls must hold something that Tab comes to.
    <Menu
      id={door.id}
      opened={door.opened && isThere}
      onChange={door.onChange}
      menuItemTabIndex={0}
      {...props}
    >
      <Menu.Target>
        <Anchor element={door.anchor} />
      </Menu.Target>
      <Menu.Dropdown className={className}>{children}</Menu.Dropdown>
    </Menu>
  );
}

/** Stands for the button, which is on the page already. */
function Anchor({ ref, element }: { ref?: Ref<HTMLElement>; element: HTMLElement }) {
  useImperativeHandle(ref, () => element, [element]);
  return null;
}
