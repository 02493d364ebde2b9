import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { type QueryClient, useMutation, useQuery } from '@tanstack/react-query';
import type { LoaderFunction } from 'react-router';
import type { StoredFile } from '../../contract/file.ts';
import { entityTypeQueries } from '../api/entity-types.ts';
import { fileMutations, fileQueries } from '../api/files.ts';
import { ApiError } from '../api/http.ts';
import { usePlace } from '../api/use-place.ts';
import { personName, userQueries } from '../api/users.ts';
import { entityIdOf, useEntityId, useWorkspaceId, workspaceIdOf } from '../route-ids.ts';
import { BoneRows } from '../ui/bone.tsx';
import { Name } from '../ui/name.tsx';
import { Empty, Failure } from '../ui/notice.tsx';
import { Time } from '../ui/time.tsx';
import styles from './files-page.module.css';

export const loader =
  (client: QueryClient): LoaderFunction =>
  ({ params }) => {
    client.prefetchQuery(fileQueries.getFiles(workspaceIdOf(params), entityIdOf(params)));
    return null;
  };

/** The files that are kept with an entity, and its own when it is one. */
export function Component() {
  const workspaceId = useWorkspaceId();
  const entityId = useEntityId();
  const { entity } = usePlace(workspaceId, entityId);
  const { data: types } = useQuery(entityTypeQueries.getEntityTypes(workspaceId));
  const files = useQuery(fileQueries.getFiles(workspaceId, entityId));
  const isFile = types?.find((type) => type.id === entity?.entity_type)?.is_file === true;
  const refused = files.error instanceof ApiError && files.error.status === 403 ? files.error : null;
  return (
    <div className={styles.page}>
      <title>{`${entity?.name ?? `Entity ${entityId}`} · Files · VIKTOR explorer`}</title>
      {isFile ? <OwnFile workspaceId={workspaceId} entityId={entityId} /> : null}
      {files.isPending ? <BoneRows count={4} label="Loading the files" /> : null}
      {refused ? <Empty>{refused.message}</Empty> : null}
      {files.error && !refused ? (
        <Failure title="The files could not be read" error={files.error} onRetry={() => files.refetch()} />
      ) : null}
      {files.data?.length === 0 ? (
        <Empty>No files are kept with this entity. File fields of its params put them here.</Empty>
      ) : null}
      {files.data && files.data.length > 0 ? (
        <FileTable workspaceId={workspaceId} files={files.data} />
      ) : null}
    </div>
  );
}

function OwnFile({ workspaceId, entityId }: { workspaceId: number; entityId: number }) {
  const download = useMutation(fileMutations.getEntityDownloadUrl());
  return (
    <div className={styles.own}>
      <span>This entity is a file.</span>
      <Button
        variant="default"
        leftSection={<IconDownload size={15} />}
        loading={download.isPending}
        onClick={() => download.mutate({ workspaceId, id: entityId }, { onSuccess: openDownload })}
      >
        Download
      </Button>
      {download.error ? (
        <span className={styles.problem} role="alert">
          {download.error.message}
        </span>
      ) : null}
    </div>
  );
}

function FileTable({ workspaceId, files }: { workspaceId: number; files: StoredFile[] }) {
  const { data: users } = useQuery(userQueries.getWorkspaceUsers(workspaceId));
  return (
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
              <span className="vx-visually-hidden">Download</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {files.map((file) => (
            <tr key={file.id}>
              <th scope="row">
                <Name>{file.filename}</Name>
              </th>
              <td className={styles.number}>{sizeText(file.file_size)}</td>
              <td>
                <Time value={file.created_at} />
              </td>
              <td>{personName(file.created_by, users) ?? '–'}</td>
              <td>{file.id}</td>
              <td>
                <DownloadButton workspaceId={workspaceId} file={file} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function DownloadButton({ workspaceId, file }: { workspaceId: number; file: StoredFile }) {
  const download = useMutation(fileMutations.getDownloadUrl());
  return (
    <>
      <Button
        variant="subtle"
        loading={download.isPending}
        aria-label={`Download ${file.filename}`}
        onClick={() => download.mutate({ workspaceId, fileId: file.id }, { onSuccess: openDownload })}
      >
        Download
      </Button>
      {download.error ? (
        <div className={styles.problem} role="alert">
          {download.error.message}
        </div>
      ) : null}
    </>
  );
}

/** Leaves the page where it is: the link answers with a file to keep, and is worth nothing a little later. */
function openDownload(url: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.rel = 'noopener noreferrer';
  link.download = '';
  link.click();
}

function sizeText(bytes: number | null | undefined): string {
  if (bytes === null || bytes === undefined) return '–';
  if (bytes < 1000) return `${bytes} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let size = bytes;
  let unit = -1;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${size.toLocaleString(undefined, { maximumSignificantDigits: 3 })} ${units[unit]}`;
}
