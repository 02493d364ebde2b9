import { mutationOptions, queryOptions } from '@tanstack/react-query';
import { EntityFileLink, FileDownloadLink, StoredFile, StoredFileList } from '../../contract/file.ts';
import { request } from './http.ts';

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
      queryKey: ['workspaces', w, 'files', 'of', entityId],
      queryFn: async ({ signal }) => {
        const files: StoredFile[] = [];
        let token: string | null | undefined;
        do {
          const page = await request({
            path: `/workspaces/${w}/files/`,
            query: { scope: 'entity', entity_id: entityId, pagination_token: token },
            answer: StoredFileList,
            signal,
          });
          files.push(...page.results);
          token = page.next_token;
        } while (token);
        return files;
      },
    }),
};

export const fileMutations = {
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
