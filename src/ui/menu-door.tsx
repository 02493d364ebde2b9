import {
  type ComponentType,
  type KeyboardEvent,
  lazy,
  type ReactNode,
  Suspense,
  type SyntheticEvent,
  useId,
  useState,
} from 'react';
import { MissingNotice } from './missing-notice.tsx';

/** How a menu hangs together with its button: what `MenuFrame` needs. */
export interface Door {
  id: string;
  anchor: HTMLElement;
  opened: boolean;
  onChange: (opened: boolean) => void;
}

/** What makes a button the button of a menu. */
interface DoorProps {
  id: string;
  'aria-haspopup': 'menu';
  'aria-expanded': boolean;
  'aria-controls': string | undefined;
  onClick: (event: SyntheticEvent<HTMLElement>) => void;
  onPointerEnter: (event: SyntheticEvent<HTMLElement>) => void;
  onFocus: (event: SyntheticEvent<HTMLElement>) => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

/** A menu that is read apart from the page of its button. Where it cannot be read, its button says so. */
export function menuPart<P extends { door: Door }>(load: () => Promise<ComponentType<P>>) {
  return lazy(async (): Promise<{ default: ComponentType<P> }> => {
    try {
      return { default: await load() };
    } catch {
      return { default: MissingMenu };
    }
  });
}

function MissingMenu({ door }: { door: Door }) {
  return door.opened ? <MissingNotice onClose={() => door.onChange(false)} /> : null;
}

/**
 * A button that is there with the page, and its menu, which comes with all that draws menus when a pointer or the focus comes to the button.
 * `menu` draws a `menuPart`; the button stays the same element throughout, so that it keeps the focus.
 */
export function MenuDoor({
  button,
  menu,
}: {
  button: (props: DoorProps) => ReactNode;
  menu: (door: Door) => ReactNode;
}) {
  const id = useId();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [opened, setOpened] = useState(false);
  const come = (event: SyntheticEvent<HTMLElement>) => setAnchor(event.currentTarget);
  return (
    <>
      {button({
        id,
        'aria-haspopup': 'menu',
        'aria-expanded': opened,
        'aria-controls': opened ? `${id}-dropdown` : undefined,
        onPointerEnter: come,
        onFocus: come,
        onClick: (event) => {
          come(event);
          setOpened(!opened);
        },
        onKeyDown(event) {
          if (event.key !== 'ArrowDown' || event.altKey || event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          setOpened(true);
        },
      })}
      {anchor ? (
        <Suspense fallback={null}>{menu({ id, anchor, opened, onChange: setOpened })}</Suspense>
      ) : null}
    </>
  );
}
