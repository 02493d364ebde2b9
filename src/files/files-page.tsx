import { Button } from '@mantine/core';
import { type QueryClient, useQuery } from '@tanstack/react-query';
import type { LoaderFunction } from 'react-router';
import { Link, useSearchParams } from 'react-router';
import type { StoredFile } from '../../contract/file.ts';
import { fileMutations, fileQueries } from '../api/files.ts';
import { ApiError } from '../api/http.ts';
import { usePlace } from '../api/use-place.ts';
import { useTypesById } from '../api/use-types-by-id.ts';
import { personName, userQueries } from '../api/users.ts';
import { paths } from '../paths.ts';
import { entityIdOf, useEntityId, useWorkspaceId, workspaceIdOf } from '../route-ids.ts';
import { BoneRows } from '../ui/bone.tsx';
import { Name } from '../ui/name.tsx';
import { Empty, Failure } from '../ui/notice.tsx';
import { PageTitle } from '../ui/panes.tsx';
import { sizeWords } from '../ui/size-words.ts';
import { Time } from '../ui/time.tsx';
import { DownloadButton } from './download-button.tsx';
import styles from './files-page.module.css';
import { OpenFile } from './open-file.tsx';
import { Upload } from './upload.tsx';

export const loader =
  (client: QueryClient): LoaderFunction =>
  ({ params }) => {
    client.prefetchQuery(fileQueries.getFiles(workspaceIdOf(params), entityIdOf(params)));
    return null;
  };

/** The files that are kept with an entity, and its own when it is one: looked at, kept, and added. Which one is looked at is in the URL. */
export function Component() {
  const workspaceId = useWorkspaceId();
  const entityId = useEntityId();
  const { entity } = usePlace(workspaceId, entityId);
  const {
    types: [type],
  } = useTypesById(workspaceId, entity ? [entity.entity_type] : []);
  const files = useQuery(fileQueries.getFiles(workspaceId, entityId));
  const refused = files.error instanceof ApiError && files.error.status === 403 ? files.error : null;
  return (
    <div className={styles.page}>
      <PageTitle>{`${entity?.name ?? `Entity ${entityId}`} · Files · VIKTOR explorer`}</PageTitle>
      {type?.is_file ? (
        <OwnFile key={`own ${entityId}`} {...{ workspaceId, entityId }} name={entity?.name ?? ''} />
      ) : null}
      {files.data ? <Upload key={`add ${entityId}`} workspaceId={workspaceId} entityId={entityId} /> : null}
      {files.isPending ? <BoneRows count={4} label="Loading the files" /> : null}
      {refused ? <Empty>{refused.message}</Empty> : null}
      {files.error && !refused ? (
        <Failure title="The files could not be read" error={files.error} onRetry={() => files.refetch()} />
      ) : null}
      {files.data?.length === 0 ? (
        <Empty>No files are kept with this entity. File fields of its params put them here.</Empty>
      ) : null}
      {files.data && files.data.length > 0 ? (
        <>
          <FileTable workspaceId={workspaceId} files={files.data} />
          <p className={styles.hint}>
            A file stays as it was added. To put another in its place, choose it in the field of the{' '}
            <Link to={paths.params(workspaceId, entityId)}>params</Link> that names it.
          </p>
        </>
      ) : null}
    </div>
  );
}

const isSizeKnown = ({ file_size: size }: StoredFile): boolean => size !== null && size !== undefined;

/** Which file is looked at: `?file=601`, or `own` for the one that the entity is. */
function useLookedAt(): [string | null, (file: string | null) => void] {
  const [search, setSearch] = useSearchParams();
  const look = (file: string | null) =>
    setSearch((now) => {
      const next = new URLSearchParams(now);
      if (file === null) next.delete('file');
      else next.set('file', file);
      return next;
    });
  return [search.get('file'), look];
}

function LookButton({ name, open, onLook }: { name: string; open: boolean; onLook: () => void }) {
  return (
    <Button
      variant="subtle"
      aria-expanded={open}
      aria-label={`${open ? 'Close' : 'Preview'} ${name}`}
      onClick={onLook}
    >
      {open ? 'Close' : 'Preview'}
    </Button>
  );
}

function OwnFile({ workspaceId, entityId, name }: { workspaceId: number; entityId: number; name: string }) {
  const [lookedAt, look] = useLookedAt();
  const open = lookedAt === 'own';
  const link = { mutation: fileMutations.getEntityDownloadUrl(), what: { workspaceId, id: entityId } };
  return (
    <>
      <div className={styles.own}>
        <span>This entity is a file.</span>
        <LookButton name={name} open={open} onLook={() => look(open ? null : 'own')} />
        <DownloadButton {...link} name={name} label="Download" plain />
      </div>
      {open ? <OpenFile name={name} {...link} /> : null}
    </>
  );
}

function FileTable({ workspaceId, files }: { workspaceId: number; files: StoredFile[] }) {
  const { data: users } = useQuery(userQueries.getWorkspaceUsers(workspaceId));
  const [lookedAt, look] = useLookedAt();
  const open = files.find(({ id }) => String(id) === lookedAt);
  return (
    <>
      <div className={styles.scroll}>
        <table className={styles.table} aria-label="Files">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col" className={styles.number}>
                Size
              </th>
              <th scope="col">Added</th>
              <th scope="col">By</th>
              <th scope="col">Id</th>
              <th scope="col">
                <span className="vx-visually-hidden">Preview and download</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {files.map((file) => {
              const isOpen = file.id === open?.id;
              return (
                <tr key={file.id} data-open={isOpen || undefined}>
                  <th scope="row">
                    <Name>{file.filename}</Name>
                  </th>
                  <td className={styles.number}>
                    {isSizeKnown(file) ? sizeWords(file.file_size) : 'Not given'}
                  </td>
                  <td>
                    <Time value={file.created_at} />
                  </td>
                  <td>{personName(file.created_by, users) ?? '–'}</td>
                  <td>{file.id}</td>
                  <td className={styles.actions}>
                    <LookButton
                      name={file.filename}
                      open={isOpen}
                      onLook={() => look(isOpen ? null : String(file.id))}
                    />
                    <DownloadButton
                      mutation={fileMutations.getDownloadUrl()}
                      what={{ workspaceId, fileId: file.id }}
                      name={file.filename}
                      label={`Download ${file.filename}`}
                    />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {files.every(isSizeKnown) ? null : (
        <p className={styles.hint}>
          A file whose size is not given may have been announced and never sent. Download it to find out.
        </p>
      )}
      {lookedAt !== null && lookedAt !== 'own' && !open ? (
        <Empty>{`There is no file ${lookedAt} with this entity.`}</Empty>
      ) : null}
      {open ? (
        <OpenFile
          key={open.id}
          name={open.filename}
          mutation={fileMutations.getDownloadUrl()}
          what={{ workspaceId, fileId: open.id }}
        />
      ) : null}
    </>
  );
}
