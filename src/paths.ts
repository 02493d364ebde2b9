/** Every link of the explorer. Ids come from the wire or from a parsed URL; search params are the pages' own business. */
export const paths = {
  workspaces: () => '/workspaces',
  workspace: (w: number) => `/workspaces/${w}`,
  entity: (w: number, id: number) => `/workspaces/${w}/entities/${id}`,
  params: (w: number, id: number) => `/workspaces/${w}/entities/${id}/params`,
  revisions: (w: number, id: number, sides?: { from: number | string; to: number | string }) =>
    `/workspaces/${w}/entities/${id}/revisions${sides ? `?from=${sides.from}&to=${sides.to}` : ''}`,
  files: (w: number, id: number) => `/workspaces/${w}/entities/${id}/files`,
  about: () => '/about',
};
