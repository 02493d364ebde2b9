import { mutationOptions, queryOptions } from '@tanstack/react-query';
import {
  EntityFileLink,
  FileDownloadLink,
  FileUpload,
  PresignedForm,
  StoredFile,
  StoredFileList,
} from '../../contract/file.ts';
import type { JsonValue } from '../../contract/json/value.ts';
import { entityFilesKey } from './file-keys.ts';
import { ApiError, request, requestNothing } from './http.ts';
import { sendFile } from './send-file.ts';
import type { UploadFile } from './staleness.ts';

/** Pages in a row without a file that was not there before, of any entity: a list that has more of them has no end. */
const MOST_IDLE = 100;

export const fileQueries = {
  /** The record of one file of the file manager: the number that a FileField stores. SDK: `FileResource.filename`. */
  getFile: (w: number, fileId: number) =>
    queryOptions({
      queryKey: ['workspaces', w, 'files', fileId],
      queryFn: ({ signal }) =>
        request({ path: `/workspaces/${w}/files/${fileId}/`, answer: StoredFile, signal }),
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
    }),

  /** The files of an entity: this list pages by cursor. */
  getFiles: (w: number, entityId: number) =>
    queryOptions({
      queryKey: entityFilesKey(w, entityId),
      queryFn: async ({ signal }) => {
        const files = new Map<number, StoredFile>();
        const asked = new Set<string>();
        let token: string | null | undefined;
        let idle = 0;
        do {
          const page = await request({
            path: `/workspaces/${w}/files/`,
            query: { scope: 'entity', entity_id: entityId, pagination_token: token },
            answer: StoredFileList,
            signal,
          });
          const before = files.size;
          for (const file of page.results) files.set(file.id, file);
          idle = files.size > before ? 0 : idle + 1;
          if (idle > MOST_IDLE)
            throw new ApiError('The server’s list of files does not come to an end.', { kind: 'unreadable' });
          // A cursor that comes back would be asked for ever.
          if (token) asked.add(token);
          token = page.next_token;
        } while (token && !asked.has(token));
        // A server that does not know how to ask for those of one entity gives those of others too.
        return [...files.values()].filter(({ entity_id: of }) => (of ?? entityId) === entityId);
      },
    }),
};

export interface UploadForType {
  workspaceId: number;
  typeId: number;
  file: File;
  /** From 0 to 1. */
  onProgress: (part: number) => void;
  signal: AbortSignal;
}

export const fileMutations = {
  /**
   * Keep a file with an entity, in three steps: announce it, send its content where the answer says, tell that it is there. `onProgress` goes from 0 to 1. An abort while
   * the content is sent leaves nothing that is listed. SDK: `FileResource`, made by an upload.
   */
  uploadFile: () =>
    mutationOptions({
      mutationKey: ['upload_file'],
      meta: { write: 'upload_file' },
      mutationFn: async ({ workspaceId: w, id, file, onProgress, signal }: UploadFile) => {
        const announced = await request({
          method: 'POST',
          path: `/workspaces/${w}/files/`,
          body: JSON.stringify({ scope: 'entity', entity_id: id, filename: file.name }),
          answer: FileUpload,
          ...(signal ? { signal } : {}),
        });
        await sendFile({
          url: announced.temp_upload_url,
          fields: announced.temp_upload_data ?? {},
          file,
          ...(onProgress ? { onProgress } : {}),
          ...(signal ? { signal } : {}),
        });
        await confirmUpload(w, announced.id);
        return announced.id;
      },
    }),

  /**
   * Send a file that a new entity of a file type is to be made of, and give the params of that entity: they name what was sent. Only `createChild` with them makes the
   * entity; an abort before that leaves nothing that is listed. SDK: `API.generate_upload_url`.
   */
  uploadForType: () =>
    mutationOptions({
      mutationKey: ['upload_for_type'],
      mutationFn: async ({ workspaceId: w, typeId, file, onProgress, signal }: UploadForType) => {
        const form = await request({
          method: 'POST',
          path: `/workspaces/${w}/entity_types/${typeId}/upload/`,
          answer: PresignedForm,
          signal,
        });
        const { key } = form.fields;
        if (!key)
          throw new ApiError('The server takes the file, but does not say under which name it keeps it.', {
            kind: 'unreadable',
          });
        await sendFile({ ...form, file, onProgress, signal });
        return new Map<string, JsonValue>([['filename', key]]);
      },
    }),

  /** A link to the content of a file that works for a short while: asked for at the moment of use. SDK: `FileResource.file`. */
  getDownloadUrl: () =>
    mutationOptions({
      mutationKey: ['download_file'],
      mutationFn: async ({ workspaceId, fileId }: { workspaceId: number; fileId: number }) => {
        const link = await request({
          path: `/workspaces/${workspaceId}/files/${fileId}/download/`,
          query: { redirect: false },
          answer: FileDownloadLink,
        });
        return link.temp_download_url;
      },
    }),

  /** The same for the file that an entity of a file type is. SDK: `Entity.get_file`. */
  getEntityDownloadUrl: () =>
    mutationOptions({
      mutationKey: ['download_entity_file'],
      mutationFn: async ({ workspaceId, id }: { workspaceId: number; id: number }) => {
        const link = await request({
          path: `/workspaces/${workspaceId}/entities/${id}/download/`,
          answer: EntityFileLink,
        });
        return link.temporary_download_url;
      },
    }),
};

const CONFIRM_AGAIN = [500, 1500];

/** The server refuses with 405 while its store has not seen the whole file yet: that passes. Source: docs.viktor.ai, files uploaded. */
async function confirmUpload(w: number, fileId: number): Promise<void> {
  for (const wait of [...CONFIRM_AGAIN, null]) {
    try {
      return await requestNothing({
        method: 'POST',
        path: `/workspaces/${w}/files/${fileId}/uploaded/`,
        body: '{}',
      });
    } catch (error) {
      if (wait === null || !(error instanceof ApiError) || error.status !== 405) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}
