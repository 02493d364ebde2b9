import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useId, useMemo, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { User } from '../../contract/common.ts';
import type { Entity } from '../../contract/entity.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { entityTypeQueries } from '../api/entity-types.ts';
import { workspaceQueries } from '../api/workspaces.ts';
import { type FieldContext, FieldProvider } from '../fields/field-store.ts';
import { paths } from '../paths.ts';
import { BlameToggle, WithBlame } from '../revisions/with-blame.tsx';
import { BoneRows } from '../ui/bone.tsx';
import { Failure, Notice } from '../ui/notice.tsx';
import { EditStore } from './edit-store.ts';
import styles from './editor.module.css';
import { fieldParts } from './field-parts.tsx';
import type { Followed } from './followed.ts';
import { FormPanel } from './form-panel.tsx';
import { RevisionBanner } from './revision-banner.tsx';
import { SourceNote } from './source-note.tsx';
import { useFormModel } from './use-form-model.ts';
import { type FoundRevision, useRevision } from './use-revision.ts';
import { ViewTabs, viewOf, withView } from './view-tabs.tsx';

const JsonTab = lazy(() => import('./json-tab.tsx').then((module) => ({ default: module.JsonTab })));

/** An old revision of an entity in the form, to be read only; `name` is what the address calls it. */
export function RevisionView({
  name,
  entity,
  me,
  workspaceId,
}: {
  name: string;
  entity: Entity;
  me: User;
  workspaceId: number;
}) {
  const read = useRevision(workspaceId, entity.id, name);
  if (read.state === 'pending') return <BoneRows count={12} label="Loading the revision" />;
  if (read.state === 'failed')
    return <Failure title="The revisions could not be read" error={read.error} onRetry={read.retry} />;
  const params = read.state === 'found' ? read.revision.params : undefined;
  if (read.state === 'found' && params)
    return (
      <Shown
        key={read.revision.id}
        found={read}
        params={params}
        entity={entity}
        me={me}
        workspaceId={workspaceId}
      />
    );
  return (
    <Notice
      tone="warn"
      title="This revision cannot be shown"
      action={
        <Button variant="default" component={Link} to={paths.params(workspaceId, entity.id)}>
          Back to the newest
        </Button>
      }
    >
      {read.state === 'found' ? `The server gives no params of revision ${read.number}.` : read.sentence}
    </Notice>
  );
}

function Shown(props: {
  found: FoundRevision;
  params: JsonObject;
  entity: Entity;
  me: User;
  workspaceId: number;
}) {
  const { found, params, entity, me, workspaceId } = props;
  const [store] = useState(() => new EditStore(params));
  const { data: types } = useQuery(entityTypeQueries.getEntityTypes(workspaceId));
  const { data: workspace } = useQuery(workspaceQueries.getWorkspace(workspaceId));
  const type = types?.find(({ id }) => id === entity.entity_type);
  const form = useFormModel(store, entity, {
    workspaceId,
    entityId: entity.id,
    isPublic: workspace?.visibility === 'PUBLIC',
    enabled: workspace !== undefined && !type?.views_only,
  });
  const [search, setSearch] = useSearchParams();
  const tab = viewOf(search);
  const show = (view: typeof tab) => setSearch(withView(search, view), { replace: true });
  const [followed] = useState<Followed>(() => ({}));
  const [memory] = useState(() => new Map<string, unknown>());
  const formId = useId();
  const fields = useMemo<FieldContext>(
    () => ({
      store,
      formId,
      workspaceId,
      entityId: entity.id,
      memory,
      readOnly: true,
      awaitsForm: false,
      ...fieldParts,
    }),
    [store, formId, workspaceId, entity.id, memory],
  );
  const blamed = { workspaceId, entityId: entity.id, base: params, revisionId: found.revision.id };
  return (
    <form className={styles.form} aria-label="Params" noValidate onSubmit={(event) => event.preventDefault()}>
      <RevisionBanner
        found={found}
        params={params}
        entity={entity}
        type={type}
        me={me}
        workspace={workspace}
        workspaceId={workspaceId}
        labels={form.labels}
      />
      <div className={styles.tabs}>
        <ViewTabs formId={formId} tab={tab} onChoose={show} />
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
            <WithBlame {...blamed}>
              <FormPanel store={store} form={form} followed={followed} />
            </WithBlame>
          ) : (
            <WithBlame {...blamed} beside="the path at the cursor">
              <Suspense fallback={<BoneRows count={12} label="Loading the JSON editor" />}>
                <JsonTab
                  store={store}
                  readOnly
                  followed={followed}
                  onShowInForm={() => {
                    followed.toForm = true;
                    show('form');
                  }}
                />
              </Suspense>
            </WithBlame>
          )}
        </FieldProvider>
      </div>
    </form>
  );
}
