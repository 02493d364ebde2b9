import { queryOptions } from '@tanstack/react-query';
import { StoredFile, StoredFileList } from '../../contract/file.ts';
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
