import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useId, useMemo, useRef, useState } from 'react';
import { entityTypeQueries } from '../api/entity-types.ts';
import { wordsOf } from '../api/fold.ts';
import { useBranches } from '../api/use-branches.ts';
import { placeWords } from '../api/use-place.ts';
import { useSearch } from '../api/use-search.ts';
import { matchEntities } from '../palette/match-entities.ts';
import { hostElsewhere, readReference } from '../palette/reference.ts';
import { Dialog } from '../ui/dialog.tsx';
import styles from './compare-dialog.module.css';
import { openFile } from './opened-file.ts';
import type { GivenSides, Side } from './sides.ts';

/** Entities listed at most. */
const LISTED = 12;

/** Chooses something other than a revision of this entity for one side: an entity by name, id or link, the unsaved edits, or JSON that stays in the browser. */
export function CompareDialog({
  workspaceId,
  entityId,
  onSides,
  onClose,
}: {
  workspaceId: number;
  entityId: number;
  onSides: (sides: GivenSides) => void;
  onClose: () => void;
}) {
  const [which, setWhich] = useState<'from' | 'to'>('from');
  const choose = (side: Side) => {
    onSides({ [which]: side });
    onClose();
  };
  return (
    <Dialog title="Compare with" wide onClose={onClose}>
      <div className={styles.body}>
        <fieldset className={styles.sides}>
          <legend>It becomes the side</legend>
          {(['from', 'to'] as const).map((name) => (
            <label key={name}>
              <input
                type="radio"
                name="compare-side"
                checked={which === name}
                onChange={() => setWhich(name)}
              />
              {name === 'from' ? 'From (old)' : 'To (new)'}
            </label>
          ))}
        </fieldset>
        <EntityField workspaceId={workspaceId} entityId={entityId} onChoose={choose} />
        <FileField onOpened={() => choose({ kind: 'file' })} />
        <div className={styles.buttons}>
          <Button
            variant="default"
            onClick={() => {
              onSides({ from: undefined, to: { kind: 'draft' } });
              onClose();
            }}
          >
            Saved params with my unsaved edits
          </Button>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function EntityField({
  workspaceId,
  entityId,
  onChoose,
}: {
  workspaceId: number;
  entityId: number;
  onChoose: (side: Side) => void;
}) {
  const [typed, setTyped] = useState('');
  const client = useQueryClient();
  const branches = useBranches(workspaceId);
  const text = typed.trim();
  const reference = useMemo(() => (text ? readReference(text) : null), [text]);
  const named = reference === null || reference.kind === 'id' ? text : '';
  const search = useSearch(workspaceId, reference ? '' : text, branches);
  const types = client.getQueryData(entityTypeQueries.getEntityTypes(workspaceId).queryKey);
  const loaded = useMemo(
    () => matchEntities(branches, types ?? [], wordsOf(named), LISTED).map(({ entity }) => entity),
    [branches, types, named],
  );
  const found = [...loaded, ...search.found].filter(({ id }) => id !== entityId).slice(0, LISTED);
  const direct = directly(reference, workspaceId);
  const elsewhere = hostElsewhere(reference);
  const hint = useId();
  return (
    <div>
      <label className={styles.field}>
        <span>Another entity: its name, id or link</span>
        <input
          data-autofocus
          className={styles.input}
          value={typed}
          aria-describedby={hint}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            const first = found[0];
            if (direct) onChoose(direct);
            else if (first) onChoose(entitySide(workspaceId, first.id));
          }}
        />
      </label>
      <ul className={styles.found} aria-label="Entities found">
        {direct ? (
          <li>
            <button type="button" onClick={() => onChoose(direct)}>
              {`Entity ${direct.entityId}`}{' '}
              <small>{`in workspace ${direct.workspaceId}${elsewhere ? `, on this environment; the link is of ${elsewhere}` : ''}`}</small>
            </button>
          </li>
        ) : null}
        {found.map((entity) => (
          <li key={entity.id}>
            <button type="button" onClick={() => onChoose(entitySide(workspaceId, entity.id))}>
              <bdi>{entity.name}</bdi> <small>{placeWords(entity, branches) || `id ${entity.id}`}</small>
            </button>
          </li>
        ))}
      </ul>
      <p id={hint} className={styles.quiet} role="status">
        {hintOf(text, search, found.length + (direct ? 1 : 0))}
      </p>
    </div>
  );
}

function hintOf(text: string, search: { busy: boolean; error: Error | null }, count: number): string {
  if (text === '') return 'Of this workspace by name; of any workspace by link.';
  if (search.error) return `The server could not be asked for names: ${search.error.message}`;
  if (count === 0) return search.busy ? 'Looking…' : 'No entity found by that name, id or link.';
  return search.busy ? 'Looking for more…' : '';
}

type EntitySide = Extract<Side, { kind: 'entity' }>;

function entitySide(workspaceId: number, entityId: number): EntitySide {
  return { kind: 'entity', workspaceId, entityId, revisionId: undefined };
}

/** The entity that an id or link names, with the revision that a link to a comparison ends at. */
function directly(reference: ReturnType<typeof readReference>, workspaceId: number): EntitySide | undefined {
  if (reference?.kind === 'id') return entitySide(workspaceId, reference.id);
  if (reference?.kind !== 'place' || reference.entityId === undefined) return undefined;
  const to = /[?&]to=(\d{1,15})(?:&|$)/.exec(reference.rest)?.[1];
  return {
    ...entitySide(reference.workspaceId, reference.entityId),
    revisionId: to === undefined ? undefined : Number(to),
  };
}

function FileField({ onOpened }: { onOpened: () => void }) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();
  const picker = useRef<HTMLInputElement>(null);
  const take = (name: string, content: string, subject = name) => {
    const refused = openFile(name, content);
    if (refused === undefined) onOpened();
    else setProblem(`${subject} cannot be compared. ${refused}`);
  };
  const read = async (file: File | undefined) => {
    if (!file) return;
    try {
      take(file.name, await file.text());
    } catch (error) {
      setProblem(`${file.name} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  return (
    <div className={styles.body}>
      <label className={styles.field}>
        <span>Params as JSON, pasted; they stay in this browser</span>
        <textarea
          className={styles.input}
          value={text}
          spellCheck={false}
          onChange={(event) => {
            setText(event.target.value);
            setProblem(undefined);
          }}
        />
      </label>
      {problem ? (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      ) : null}
      <div className={styles.buttons}>
        <span />
        <input
          ref={picker}
          type="file"
          accept=".json,application/json"
          className="vx-visually-hidden"
          aria-label="JSON file to compare with"
          tabIndex={-1}
          onChange={({ currentTarget }) => {
            const file = currentTarget.files?.[0];
            // Else the same file, corrected, would be no change.
            currentTarget.value = '';
            void read(file);
          }}
        />
        <Button variant="default" onClick={() => picker.current?.click()}>
          Open a file…
        </Button>
        <Button
          variant="default"
          disabled={text.trim() === ''}
          onClick={() => take('the pasted JSON', text, 'The pasted JSON')}
        >
          Compare pasted JSON
        </Button>
      </div>
    </div>
  );
}
