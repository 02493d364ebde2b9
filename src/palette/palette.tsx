import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import type { Entity } from '../../contract/entity.ts';
import { entityTypeQueries } from '../api/entity-types.ts';
import { fold } from '../api/fold.ts';
import { userQueries } from '../api/users.ts';
import { tabOfPath } from '../paths.ts';
import button from '../ui/button.module.css';
import { useModal } from '../ui/dialog.tsx';
import { Keys } from '../ui/key-caps.tsx';
import { hasMod } from '../ui/keys.ts';
import { Name } from '../ui/name.tsx';
import { focusPage } from '../ui/page-main.tsx';
import { TypeIcon } from '../ui/type-icon.tsx';
import { findPath, MOST_REQUESTS, type PathEnd } from './find-path.ts';
import type { Item, Section } from './items.ts';
import styles from './palette.module.css';
import { readReference } from './reference.ts';
import { noteUse } from './usage.ts';
import { type Here, useSections } from './use-sections.ts';

const number = (text: string | undefined) =>
  text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;

/** Type what is meant, and go there or do it: entities, workspaces, pages, revisions, actions, and what is pasted. */
export function Palette({ text: given, onClose }: { text: string; onClose: () => void }) {
  const params = useParams();
  const tab = tabOfPath(useLocation().pathname);
  const here: Here = { workspaceId: number(params.workspaceId), entityId: number(params.entityId), tab };
  const [text, setText] = useState(given);
  const wanted = useDeferredValue(text);
  const { sections, busy, problem, retry } = useSections(here, wanted);
  const withPath = pathSection(wanted, here, sections);
  const items = withPath.flatMap((section) => section.items);
  const [at, setAt] = useState<string | null>(null);
  const active = Math.max(
    0,
    items.findIndex(({ key }) => key === at),
  );
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const { choose, note, forget } = useChoose(here, onClose);
  // Enter that was faster than the lines: it means the first of those that fit what is typed, not of those still shown.
  const [entered, setEntered] = useState<{ text: string; newTab: boolean } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: chosen once, when the lines are those of the text
  useEffect(() => {
    if (entered === null || entered.text !== wanted) return;
    setEntered(null);
    choose(items[active], entered.newTab);
  }, [entered, wanted]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: brings the active line into sight whenever it changes
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView?.({ block: 'nearest' });
  }, [active, withPath.length]);
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step !== undefined && items.length > 0) {
      const next = active + step;
      const bounded = Math.abs(step) === 1 ? (next + items.length) % items.length : clamp(next, items.length);
      setAt(items[bounded]?.key ?? null);
    } else if (event.key === 'Enter') {
      setEntered({ text: event.currentTarget.value, newTab: hasMod(event) });
    } else return;
    event.preventDefault();
  };
  const option = (index: number) => `${listId}-${index}`;
  return (
    <Frame onClose={onClose}>
      <input
        className={styles.input}
        role="combobox"
        aria-label="Search or run an action"
        aria-expanded={items.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={items.length > 0 ? option(active) : undefined}
        placeholder="Entity, workspace, page, action, id or link"
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        data-autofocus
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(null);
          setEntered(null);
          forget();
        }}
        onKeyDown={press}
      />
      <div ref={list} id={listId} role="listbox" aria-label="Results" className={styles.list} tabIndex={-1}>
        {withPath.map((section) => (
          <Group key={section.title} section={section} idOf={(item) => option(items.indexOf(item))}>
            {(item) => (
              <Line
                key={item.key}
                id={option(items.indexOf(item))}
                item={item}
                active={items[active] === item}
                workspaceId={here.workspaceId}
                onChoose={(newTab) => choose(item, newTab)}
                onPoint={() => setAt(item.key)}
              />
            )}
          </Group>
        ))}
      </div>
      <p className={styles.state} aria-live="polite">
        {note ?? problem ?? stateOf(items.length, busy, wanted, here)}
        {problem && !note ? (
          <button type="button" className={button.quiet} onClick={retry}>
            Try again
          </button>
        ) : null}
      </p>
      <p className={styles.hints}>
        <span>
          <kbd>&gt;</kbd> actions
        </span>
        {here.entityId === undefined ? null : (
          <span>
            <kbd>@</kbd> revisions
          </span>
        )}
        <span>
          <Keys keys="Enter" /> open
        </span>
        <span>
          <Keys keys="Mod+Enter" /> in a new tab
        </span>
      </p>
    </Frame>
  );
}

const clamp = (index: number, length: number) => Math.min(length - 1, Math.max(0, index));

function stateOf(count: number, busy: boolean, text: string, { workspaceId }: Here): string {
  if (busy) return 'Looking on the server…';
  if (text.trim() === '') return '';
  if (count > 0) return `${count} ${count === 1 ? 'result' : 'results'}`;
  return workspaceId !== undefined || /^[>@]/.test(text)
    ? 'Nothing fits. Try fewer letters, an id or a link.'
    : 'Nothing fits. Names and ids of entities are looked up once a workspace is open; a link to one opens it from here.';
}

/** Names with `›` between lead to an entity: the line that looks them up. */
function pathSection(text: string, { workspaceId }: Here, sections: Section[]): Section[] {
  const reference = readReference(text);
  if (reference?.kind !== 'path' || workspaceId === undefined) return sections;
  const title = `Go to ${reference.names.join(' › ')}`;
  const path = {
    title: 'Pasted',
    items: [{ key: 'path', title, detail: 'Looks the names up from the top', score: 2 }],
  };
  // A name may have such signs in it.
  const isName = fold(sections[0]?.items[0]?.title ?? '') === fold(text.trim());
  return isName ? [...sections, path] : [path, ...sections];
}

/** Opens or runs a line, remembers it, and says what stands in the way. */
function useChoose({ workspaceId }: Here, onClose: () => void) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const [note, setNote] = useState<string | null>(null);
  const walk = useRef<AbortController | null>(null);
  useEffect(() => () => walk.current?.abort(), []);
  const go = async (to: string) => {
    onClose();
    await navigate(to);
    // What is read out goes on from the page that was opened, not from the button that opened the palette.
    focusPage();
  };
  const choose = async (item: Item | undefined, newTab: boolean) => {
    if (!item) return;
    if (item.reason) return setNote(`${item.title}: ${item.reason}`);
    const me = client.getQueryData(userQueries.getCurrentUser().queryKey)?.id ?? 0;
    if (item.key.startsWith('command:')) noteUse(me, { key: item.key, title: item.title });
    if (item.key === 'path' && workspaceId !== undefined)
      return followPath(item.title.slice('Go to '.length));
    if (item.to !== undefined && newTab) window.open(item.to, '_blank', 'noopener');
    else if (item.to !== undefined) await go(item.to);
    else {
      onClose();
      // Once the palette is off the page its timer gives the focus back, and only then this one runs: a dialog gives it back in its turn.
      await Promise.resolve();
      setTimeout(() => item.run?.(), 0);
    }
  };
  const followPath = async (typed: string) => {
    const w = workspaceId ?? -1;
    walk.current?.abort();
    walk.current = new AbortController();
    const { signal } = walk.current;
    setNote('Looking the names up…');
    try {
      const end = await findPath(client, w, typed.split(' › '), signal);
      if (signal.aborted) return;
      if ('entity' in end) await go(`/workspaces/${w}/entities/${end.entity.id}`);
      else setNote(missingWords(end));
    } catch (error) {
      if (!signal.aborted) setNote(error instanceof Error ? error.message : String(error));
    }
  };
  /** Another text: what is under way for the one before ends, and what was said of it is of no more use. */
  const forget = () => {
    walk.current?.abort();
    setNote(null);
  };
  return { choose, note, forget };
}

function missingWords({ missing, under, partly }: Exclude<PathEnd, { entity: Entity }>): string {
  const where = under === null ? 'at the top' : `in “${under}”`;
  return partly
    ? `“${missing}” was not found ${where} with ${MOST_REQUESTS} requests, and there is more to look through: filter the tree for it.`
    : `There is no “${missing}” ${where}.`;
}

function Frame({ onClose, children }: { onClose: () => void; children: React.ReactNode }) {
  const dialog = useModal();
  return (
    <dialog
      ref={dialog}
      className={styles.palette}
      aria-label="Command palette"
      aria-modal="true"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className={styles.inside}>{children}</div>
    </dialog>
  );
}

function Group({
  section,
  children,
}: {
  section: Section;
  idOf: (item: Item) => string;
  children: (item: Item) => React.ReactNode;
}) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id}>
      <div id={id} role="presentation" className={styles.heading}>
        {section.title}
      </div>
      {section.items.map(children)}
    </div>
  );
}

function Line({
  id,
  item,
  active,
  workspaceId,
  onChoose,
  onPoint,
}: {
  id: string;
  item: Item;
  active: boolean;
  workspaceId: number | undefined;
  onChoose: (newTab: boolean) => void;
  onPoint: () => void;
}) {
  const { data: types } = useQuery({
    ...entityTypeQueries.getEntityTypes(workspaceId ?? -1),
    enabled: false,
  });
  const type = types?.find(({ id: typeId }) => typeId === item.typeId);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's, which points here by aria-activedescendant
    <div
      id={id}
      role="option"
      aria-selected={active}
      aria-disabled={item.reason ? true : undefined}
      className={styles.option}
      onPointerMove={active ? undefined : onPoint}
      onMouseDown={(event) => event.preventDefault()}
      onClick={(event) => onChoose(hasMod(event))}
    >
      <span className={styles.icon}>
        {item.typeId === undefined ? null : (
          <TypeIcon typeId={item.typeId} name={type?.class_name ?? null} isFile={type?.is_file ?? null} />
        )}
      </span>
      <span className={styles.title}>
        <Name>{item.title}</Name>
      </span>
      {item.detail ? (
        <span className={styles.detail} dir="auto">
          {item.detail}
        </span>
      ) : null}
      {item.keys && !item.reason ? <Keys keys={item.keys} /> : null}
    </div>
  );
}
