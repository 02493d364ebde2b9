import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Entity } from '../../contract/entity.ts';
import type { JsonObject, JsonValue } from '../../contract/json/value.ts';
import { userQueries } from '../api/users.ts';
import type { Staged } from '../drafts/stage.ts';
import type { FormLabels } from '../fields/form-labels.ts';
import { type Comparison, totalOf } from '../params/comparison.ts';
import { flatten } from '../params/flatten.ts';
import type { Clash, Side } from '../params/merge.ts';
import type { Path } from '../params/path.ts';
import { paths } from '../paths.ts';
import { BoneRows } from '../ui/bone.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Failure, Notice } from '../ui/notice.tsx';
import shared from './dialog-list.module.css';
import { placeWords, unitOf } from './form-words.ts';
import { kindsOf } from './kind-at.ts';
import { Mark } from './marks.tsx';
import type { Plan } from './plan.ts';
import { NamedValue } from './reference.tsx';
import styles from './stage-dialog.module.css';
import { usePlanEffect } from './use-plan-effect.ts';

/** Changes named before the rest is counted. */
const NAMED = 60;

/** Shows what a plan will change in the params as they are now, asks about each clash, and puts the result into the editor as unsaved edits. */
export function StageDialog({
  plan,
  workspaceId,
  entity,
  labels,
  onClose,
}: {
  plan: Plan;
  workspaceId: number;
  /** As it was read, with its params: what the plan is carried onto. */
  entity: Entity & { properties: JsonObject };
  /** The form's words, when they are known. */
  labels: FormLabels | undefined;
  onClose: () => void;
}) {
  const now = entity.properties;
  const { data: me } = useQuery(userQueries.getCurrentUser());
  const [choices, setChoices] = useState<Readonly<Record<string, Side>>>({});
  const { effect, behind, error } = usePlanEffect(plan, now, choices);
  const [staged, setStaged] = useState<Staged>();
  const [busy, setBusy] = useState(false);
  const navigate = useNavigate();
  const stage = async (atClash?: 'kept' | 'staged') => {
    if (!me || !effect || behind) return;
    setBusy(true);
    const [{ stageParams }, { placeOf }] = await Promise.all([
      import('../drafts/stage.ts'),
      import('../drafts/place.ts'),
    ]);
    const result = await stageParams({
      place: placeOf(me, workspaceId, entity.id),
      entity,
      params: effect.merged as JsonObject,
      reason: plan.reason,
      message: plan.title,
      ...(atClash ? { atClash } : {}),
    });
    setBusy(false);
    if (result.kind === 'staged') void navigate(paths.params(workspaceId, entity.id));
    else setStaged(result);
  };
  const kindAt = useMemo(() => kindsOf(entity.param_types, labels), [entity.param_types, labels]);
  const show: ShowAt = (path, value, like = value) => (
    <NamedValue
      workspaceId={workspaceId}
      value={value}
      kind={kindAt(path, like)}
      option={labels?.optionLabel(path, value)}
      unit={unitOf(labels, path)}
    />
  );
  const count = effect ? totalOf(effect.comparison.counts) + effect.comparison.quiet.length : 0;
  return (
    <Dialog title={plan.title} wide busy={busy} onClose={onClose}>
      <div className={`${shared.body} ${styles.body}`}>
        {error ? (
          <Failure title="What would change could not be worked out" error={error} />
        ) : effect ? (
          <Effect
            comparison={effect.comparison}
            asks={effect.clashes.length > 0}
            plan={plan}
            labels={labels}
            show={show}
          />
        ) : (
          <BoneRows count={4} label="Working out what will change" />
        )}
        {effect?.clashes.map((clash) => (
          <ClashChoice
            key={clash.id}
            clash={clash}
            now={now}
            labels={labels}
            show={show}
            chosen={choices[clash.id] ?? 'mine'}
            onChoose={(side) => setChoices({ ...choices, [clash.id]: side })}
          />
        ))}
        {staged ? <Notice tone={staged.kind === 'refused' ? 'bad' : 'warn'}>{staged.sentence}</Notice> : null}
        <div className={shared.buttons}>
          <Button variant="default" onClick={onClose} disabled={busy}>
            Cancel
          </Button>
          {staged?.kind === 'asks' ? (
            <>
              <Button variant="default" loading={busy} onClick={() => void stage('kept')}>
                Keep my edits there
              </Button>
              <Button loading={busy} onClick={() => void stage('staged')}>
                Take the new values
              </Button>
            </>
          ) : (
            <Button
              data-autofocus
              loading={busy}
              disabled={count === 0 || behind || !me}
              onClick={() => void stage()}
            >
              Put into the editor
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  );
}

/** Draws the value of a place; `like` is what tells of which kind it is. */
type ShowAt = (path: Path, value: JsonValue | undefined, like?: JsonValue) => ReactNode;

function Effect({
  comparison,
  asks,
  plan,
  labels,
  show,
}: {
  comparison: Comparison;
  /** Whether something was changed again since and is asked about below. */
  asks: boolean;
  plan: Plan;
  labels: FormLabels | undefined;
  show: ShowAt;
}) {
  const { left, right, counts, quiet } = comparison;
  const changes = useMemo(() => flatten(comparison), [comparison]);
  const total = totalOf(counts);
  if (total === 0)
    return (
      <p>
        {quiet.length > 0
          ? 'No value changes, only how some numbers are written or items ordered.'
          : asks
            ? 'Nothing would change as long as this is kept as it is now:'
            : 'Nothing would change: the params are like this already.'}
      </p>
    );
  return (
    <>
      <p>
        {plan.from
          ? 'In the params as they are now this changes, and nothing else:'
          : 'The params as they are now would change so, also where they were edited since:'}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard */}
      <ul className={`${shared.list} ${styles.changes}`} aria-label="What will change" tabIndex={0}>
        {changes.slice(0, NAMED).map((change) => {
          const gone = change.kind === 'removed';
          return (
            <li key={`${change.kind} ${change.unit} ${change.path.join('/')} ${change.leftPath.join('/')}`}>
              <Mark kind={change.kind} />
              <bdi className={styles.path}>
                {placeWords(labels, gone ? change.leftPath : change.path, gone ? left : right)}
              </bdi>
              <span className={styles.values}>
                {change.kind === 'moved' ? (
                  `${change.size === 1 ? change.unit : `${change.size} ${change.unit}s`} moved`
                ) : (
                  <>
                    <del>{show(change.path, change.from, change.to ?? change.from)}</del>
                    <span aria-hidden="true">→</span>
                    <ins>{show(change.path, change.to, change.to ?? change.from)}</ins>
                  </>
                )}
              </span>
            </li>
          );
        })}
        {changes.length > NAMED ? (
          <li>
            <span />
            <span>{`and ${changes.length - NAMED} more changes`}</span>
          </li>
        ) : null}
      </ul>
      <p>It goes into the editor as unsaved edits; nothing is saved before you press Save there.</p>
    </>
  );
}

function ClashChoice({
  clash,
  now,
  labels,
  show,
  chosen,
  onChoose,
}: {
  clash: Clash;
  now: JsonObject;
  labels: FormLabels | undefined;
  show: ShowAt;
  chosen: Side;
  onChoose: (side: Side) => void;
}) {
  const isOrder = clash.kind === 'order';
  const option = (side: Side, words: string) => (
    <label>
      <input type="radio" name={clash.id} checked={chosen === side} onChange={() => onChoose(side)} />
      <span>{words}</span>
      <span>
        {clash.places
          ? placeWords(labels, clash.places[side], now)
          : isOrder
            ? null
            : show(clash.path, clash[side])}
      </span>
    </label>
  );
  return (
    <fieldset className={styles.clash}>
      <legend>
        {`${placeWords(labels, clash.path, now) || 'All params'} was ${clash.places ? 'moved' : 'changed'} again since`}
      </legend>
      {option('mine', isOrder ? 'Keep the order as it is now' : 'Keep as it is now:')}
      {option('theirs', isOrder ? 'Take the order back' : 'Take back:')}
    </fieldset>
  );
}
