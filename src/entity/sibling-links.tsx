import { ActionIcon } from '@mantine/core';
import { IconArrowUp, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import type { Entity } from '../../contract/entity.ts';
import { useCommands } from '../palette/commands.ts';
import { entityTabPath, tabOfPath } from '../paths.ts';
import { Tip } from '../ui/tip.tsx';
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
  const navigate = useNavigate();
  const step = (id: string, title: string, keys: keyof typeof links, none: string) => ({
    id,
    title,
    area: 'Entity',
    keys,
    reason: links[keys] ? null : none,
    run: () => links[keys] && navigate(links[keys]),
  });
  useCommands([
    step('entity.previous', 'Previous sibling', '[', 'It is the first of its siblings.'),
    step('entity.next', 'Next sibling', ']', 'It is the last of its siblings.'),
    step('entity.parent', 'Parent', 'u', 'It is at the top of the workspace.'),
  ]);
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
    <Tip
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
    </Tip>
  );
}
