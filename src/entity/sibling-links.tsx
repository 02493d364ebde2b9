import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowUp, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useEffect } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import type { Entity } from '../../contract/entity.ts';
import { entityTabPath, tabOfPath } from '../paths.ts';
import { hasMod, isTyping } from '../ui/keys.ts';
import styles from './entity-header.module.css';
import { useSiblings } from './use-siblings.ts';

/** To the entities beside and above, on the same tab. Keys: `[`, `]` and `u`. */
export function SiblingLinks({
  workspaceId,
  entity,
  parent,
}: {
  workspaceId: number;
  entity: Entity;
  parent: number | null | undefined;
}) {
  const tab = tabOfPath(useLocation().pathname);
  const { previous, next, position, count } = useSiblings(workspaceId, entity.id, parent);
  const to = (id: number | null | undefined) =>
    id === null || id === undefined ? undefined : entityTabPath(workspaceId, id, tab);
  const links = { '[': to(previous?.id), ']': to(next?.id), u: to(parent) };
  useKeys(links);
  return (
    <span className={styles.siblings}>
      <Step name="Previous sibling" keys="[" to={links['[']} label={previous?.name}>
        <IconChevronLeft size={16} />
      </Step>
      {position !== undefined && count !== undefined ? (
        <span className={styles.position} title="Place among the siblings">
          {position.toLocaleString()} / {count.toLocaleString()}
        </span>
      ) : (
        <span className={styles.position}>…</span>
      )}
      <Step name="Next sibling" keys="]" to={links[']']} label={next?.name}>
        <IconChevronRight size={16} />
      </Step>
      <Step name="Parent" keys="u" to={links.u} label={undefined}>
        <IconArrowUp size={16} />
      </Step>
    </span>
  );
}

function Step({
  name,
  keys,
  to,
  label,
  children,
}: {
  name: string;
  keys: string;
  to: string | undefined;
  label: string | undefined;
  children: ReactNode;
}) {
  if (!to)
    return (
      <ActionIcon variant="subtle" color="gray" disabled aria-label={`No ${name.toLowerCase()}`}>
        {children}
      </ActionIcon>
    );
  return (
    <Tooltip
      label={
        <>
          {name}
          {label ? (
            <>
              : <bdi>{label}</bdi>
            </>
          ) : null}{' '}
          <kbd>{keys}</kbd>
        </>
      }
    >
      <ActionIcon
        variant="subtle"
        color="gray"
        component={Link}
        to={to}
        aria-label={name}
        aria-keyshortcuts={keys}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

function useKeys(links: Record<string, string | undefined>): void {
  const navigate = useNavigate();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event) || hasMod(event) || event.altKey) return;
      // In the tree letters look for a name, and a dialog keeps its keys.
      if (event.target instanceof Element && event.target.closest('[role="tree"],[role="menu"],dialog'))
        return;
      const to = links[event.key];
      if (to === undefined) return;
      event.preventDefault();
      navigate(to);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  });
}
