/** Lists of files of one entity; the only part of the files of a workspace that a write makes stale. */
export const entityFilesKey = (w: number, entityId: number) =>
  ['workspaces', w, 'files', 'of', entityId] as const;
