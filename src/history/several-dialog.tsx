import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Entity } from '../../contract/entity.ts';
import type { EntityRevision } from '../../contract/revision.ts';
import { MOST_COMPARED } from '../paths.ts';
import { Moment } from '../revisions/moment.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { manyName } from './many.ts';
import { type Rest, RestOffer } from './rest-offer.tsx';
import styles from './several-dialog.module.css';
import { SiblingsToChoose } from './siblings-to-choose.tsx';

/** Chooses revisions of the entity and siblings of it, to be compared in one table. */
export function SeveralDialog({
  workspaceId,
  entity,
  revisions,
  total,
  rest,
  onChoose,
  onClose,
}: {
  workspaceId: number;
  entity: Entity;
  /** Newest first, of `total`. */
  revisions: readonly EntityRevision[];
  total: number;
  /** Older ones that are not read yet; absent when all are here. */
  rest: Rest | undefined;
  /** The names of the chosen, as the address spells them, in the order they were chosen. */
  onChoose: (names: readonly string[]) => void;
  onClose: () => void;
}) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const box = (name: string, label: ReactNode) => (
    <label key={name}>
      <input
        type="checkbox"
        checked={chosen.includes(name)}
        disabled={chosen.length >= MOST_COMPARED && !chosen.includes(name)}
        onChange={({ target }) =>
          setChosen(target.checked ? [...chosen, name] : chosen.filter((other) => other !== name))
        }
      />
      <span>{label}</span>
    </label>
  );
  return (
    <Dialog title="Compare several" wide onClose={onClose}>
      <div className={styles.body}>
        <p className={styles.quiet}>
          {`Two to ${MOST_COMPARED} in one table of what differs. The first one chosen is what the others are held against.`}
        </p>
        <div className={styles.lists}>
          <fieldset className={styles.list}>
            <legend>Revisions</legend>
            {revisions.map(({ id, created_date, message }, index) =>
              box(
                manyName({ kind: 'revision', id }),
                <>
                  {`Revision ${total - index}`}{' '}
                  <small>
                    <Moment value={created_date} /> {message}
                  </small>
                </>,
              ),
            )}
            {rest ? <RestOffer rest={rest} ofWhat="older revisions" /> : null}
          </fieldset>
          <fieldset className={styles.list}>
            <legend>Siblings, as they are now</legend>
            <SiblingsToChoose
              workspaceId={workspaceId}
              entity={entity}
              box={({ id, name }) =>
                box(manyName({ kind: 'entity', workspaceId, entityId: id }), <bdi>{name}</bdi>)
              }
            />
          </fieldset>
        </div>
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button disabled={chosen.length < 2} onClick={() => onChoose(chosen)}>
            {chosen.length < 2 ? 'Compare' : `Compare ${chosen.length}`}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
