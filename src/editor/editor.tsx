import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { User } from '../../contract/common.ts';
import type { Entity } from '../../contract/entity.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { entityTypeQueries } from '../api/entity-types.ts';
import { userQueries } from '../api/users.ts';
import { workspaceQueries } from '../api/workspaces.ts';
import { placeOf } from '../drafts/place.ts';
import { type FieldContext, FieldProvider } from '../fields/field-store.ts';
import { countText } from '../fields/sizes.ts';
import { useCommands } from '../palette/commands.ts';
import { BlameToggle, WithBlame } from '../revisions/with-blame.tsx';
import { BoneRows } from '../ui/bone.tsx';
import buttons from '../ui/button.module.css';
import { Notice } from '../ui/notice.tsx';
import { closedReason } from './closed.ts';
import { ConflictDialog } from './conflict-dialog.tsx';
import { constraintObjection } from './constraints.ts';
import { CopyParams } from './copy-params.tsx';
import { DraftOffer } from './draft-offer.tsx';
import { NOT_READ } from './edit-store.ts';
import styles from './editor.module.css';
import { fieldParts } from './field-parts.tsx';
import { type Followed, followedBy } from './followed.ts';
import { FormPanel } from './form-panel.tsx';
import { GoneNotice } from './gone-notice.tsx';
import { MergingNotices } from './merging-notice.tsx';
import { NewsNotice, UndoneNotice } from './news-notice.tsx';
import { SaveBar } from './save-bar.tsx';
import { sessionOf } from './sessions.ts';
import { SourceNote } from './source-note.tsx';
import { useEditorKeys } from './use-editor-keys.ts';
import { useFormModel } from './use-form-model.ts';
import { useKeptDrafts } from './use-kept-drafts.ts';
import { useNews } from './use-news.ts';
import { useSave } from './use-save.ts';
import { useStoreVersion } from './use-store.ts';
import { ViewTabs, viewOf, withView } from './view-tabs.tsx';

const ReviewDialog = lazy(() =>
  import('./review-dialog.tsx').then((module) => ({ default: module.ReviewDialog })),
);
const JsonTab = lazy(() => import('./json-tab.tsx').then((module) => ({ default: module.JsonTab })));

/** The params of one entity, as a form and as JSON: two views of one draft. */
export function Editor(props: { entity: Entity; params: JsonObject; me: User; workspaceId: number }) {
  const { entity, params, me, workspaceId } = props;
  const [session] = useState(() => sessionOf(placeOf(me, workspaceId, entity.id), entity, params));
  const { store } = session;
  const saving = useSave(session);
  useStoreVersion(store);

  const dirty = store.dirty;
  const held = !dirty && store.movesUnder(params);
  // A revision that was read while nothing is edited here: it is what there is now. Asked of the store, as typing may have begun since this was drawn.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `dirty` says when to look again
  useEffect(() => {
    if (saving.state.kind === 'saving') return;
    if (!store.dirty && !held) session.refresh(entity, params);
    else session.standFast(entity, params);
  }, [params, entity, session, store, dirty, held, saving.state.kind]);

  const { data: types } = useQuery(entityTypeQueries.getEntityTypes(workspaceId));
  const { data: workspace } = useQuery(workspaceQueries.getWorkspace(workspaceId));
  const locked = Boolean(entity.locked);
  const told = session.news !== null;
  const { data: users } = useQuery({
    ...userQueries.getWorkspaceUsers(workspaceId),
    enabled: locked || told,
  });
  const type = types?.find(({ id }) => id === entity.entity_type);
  const reason = closedReason(entity, type, workspace, me, users);
  const closed = reason !== undefined;

  const [search, setSearch] = useSearchParams();
  const tab = viewOf(search);
  const jsonProblem = store.pending.get('')?.problem;
  const jsonBroken = jsonProblem !== undefined;
  const form = useFormModel(store, entity, {
    workspaceId,
    entityId: entity.id,
    isPublic: workspace?.visibility === 'PUBLIC',
    enabled: workspace !== undefined && !type?.views_only,
  });
  const [followed] = useState<Followed>(() => followedBy(search, params));
  const formId = useId();
  const [memory] = useState(() => new Map<string, unknown>());
  const awaitsForm = workspace === undefined || form.source.awaited;
  const fields = useMemo<FieldContext>(
    () => ({
      store,
      formId,
      workspaceId,
      entityId: entity.id,
      memory,
      readOnly: closed || (tab === 'form' && jsonBroken),
      awaitsForm,
      ...fieldParts,
    }),
    [store, formId, workspaceId, entity.id, memory, closed, tab, jsonBroken, awaitsForm],
  );
  const kept = useKeptDrafts(session, entity, params, closed);
  useEffect(() => () => void session.journal.flush(), [session]);
  const gone = useNews(session, saving, users);
  const journalProblem = kept.problem ?? session.journal.problem;
  /** Why these params are not to be saved, as a sentence. */
  const objectionTo = (value: JsonObject) =>
    type?.viktor_enforce_field_constraints
      ? constraintObjection(form.model, { base: store.base, value })
      : undefined;
  /** Whether nothing keeps the edits from being saved; else it is said. */
  const mayBeSaved = () => {
    const objection = objectionTo(store.value);
    if (objection) saving.refuse(objection);
    return objection === undefined;
  };
  /** Does something with the edits once what is typed as text is among them; at once where it is. */
  const settled = (act: () => void) => async () => {
    const settling = saving.settle();
    if (settling) await settling;
    act();
  };
  const save = settled(() => {
    // What is typed while a save is on its way is saved by the next one.
    if (saving.busy()) session.saving.afterwards(() => latestSave.current());
    else if (mayBeSaved()) void saving.save();
  });
  const latestSave = useRef(save);
  useEffect(() => {
    latestSave.current = save;
  });
  const [isReviewing, setReviewing] = useState(false);
  const review = settled(() => {
    if (!mayBeSaved()) return;
    if (store.pending.size > 0) void saving.save();
    else if (store.dirty) setReviewing(true);
  });
  useEditorKeys({ store, closed, save, review });
  useCommands([
    { id: 'params.save', title: 'Save', area: 'Params', keys: 'Mod+S', local: true, run: save },
    {
      id: 'params.review',
      title: 'Review changes, then save',
      area: 'Params',
      keys: 'Mod+Shift+S',
      local: true,
      run: review,
    },
  ]);

  const blamed = { workspaceId, entityId: entity.id, base: store.base };
  return (
    <form className={styles.form} aria-label="Params" noValidate onSubmit={(event) => event.preventDefault()}>
      {reason ? (
        <Notice
          tone="warn"
          title="Editing is closed"
          action={dirty ? <CopyParams params={() => store.value} /> : undefined}
        >
          {reason}
        </Notice>
      ) : null}
      {kept.drafts.map((draft) => (
        <DraftOffer
          key={draft.id}
          draft={draft}
          entity={entity}
          session={session}
          closed={closed}
          onDone={(lost) => kept.settle(draft.id, lost)}
        />
      ))}
      {gone || (saving.state.kind === 'failed' && saving.state.gone) ? (
        <GoneNotice session={session} entity={entity} />
      ) : null}
      <MergingNotices session={session} labelOf={form.labels.labelAt} onDecide={saving.decideOver} />
      <UndoneNotice session={session} labelOf={form.labels.labelAt} />
      <NewsNotice
        session={session}
        users={users}
        labelOf={form.labels.labelAt}
        onDecide={() => session.news && saving.decide(session.news)}
      />
      {session.journal.isShared && dirty ? (
        <Notice tone="plain">You are editing this in another tab too: both tabs share one draft.</Notice>
      ) : null}
      {session.reason && dirty ? (
        <Notice tone="plain" title="Not saved yet">
          {session.reason} Look the changes over, then save them.
        </Notice>
      ) : null}
      {journalProblem ? (
        <Notice tone="warn" title="Drafts are not kept">
          This browser keeps nothing for this page ({journalProblem}): what is not saved is lost on reload.
        </Notice>
      ) : null}
      {kept.lost > 0 ? (
        <Notice tone="warn" title={`${countText(kept.lost, 'change')} of the draft had no place any more`}>
          The rows they were made in are gone, or read otherwise now. The draft is kept and will be offered
          again.
        </Notice>
      ) : null}
      <div className={styles.tabs}>
        <ViewTabs
          formId={formId}
          tab={tab}
          onChoose={(view) => setSearch(withView(search, view), { replace: true })}
        />
        <BlameToggle />
        <SourceNote model={form.model} source={form.source} />
      </div>
      <div
        role="tabpanel"
        id={`${formId}panel`}
        aria-labelledby={`${formId}tab-${tab}`}
        className={styles.panel}
      >
        <FieldProvider value={fields}>
          {tab === 'form' ? (
            <>
              {jsonBroken ? (
                <Notice
                  tone="warn"
                  title={
                    jsonProblem === NOT_READ
                      ? 'The text of the JSON tab is being read'
                      : 'The JSON tab holds text that is not valid yet'
                  }
                  action={
                    <button type="button" className={buttons.plain} onClick={() => store.clearPending([])}>
                      Drop the text
                    </button>
                  }
                >
                  {jsonProblem} The form shows the last valid state and waits until the text is read,
                  corrected or dropped.
                </Notice>
              ) : null}
              <WithBlame {...blamed}>
                <FormPanel store={store} form={form} followed={followed} />
              </WithBlame>
            </>
          ) : (
            <WithBlame {...blamed} beside="the path at the cursor">
              <Suspense fallback={<BoneRows count={12} label="Loading the JSON editor" />}>
                <JsonTab
                  store={store}
                  readOnly={closed}
                  followed={followed}
                  onShowInForm={() => {
                    followed.toForm = true;
                    setSearch(withView(search, 'form'), { replace: true });
                  }}
                />
              </Suspense>
            </WithBlame>
          )}
        </FieldProvider>
      </div>
      <SaveBar
        labels={form.labels}
        session={session}
        state={saving.state}
        closed={closed}
        isJournaled={journalProblem === null}
        onSave={save}
        onDiscard={settled(() => store.resetAll())}
        onReview={review}
      />
      {isReviewing ? (
        <Suspense fallback={null}>
          <ReviewDialog
            session={session}
            labelOf={form.labels.labelAt}
            onClose={() => setReviewing(false)}
            onSave={(reviewed) => {
              setReviewing(false);
              void saving.save(reviewed);
            }}
          />
        </Suspense>
      ) : null}
      {saving.conflict ? (
        <ConflictDialog
          session={session}
          conflict={saving.conflict}
          labelOf={form.labels.labelAt}
          objectionTo={objectionTo}
          onClose={saving.closeConflict}
          onMerged={(merged) => void saving.saveMerged(merged)}
        />
      ) : null}
    </form>
  );
}
