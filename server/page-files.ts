/** Which pages an address shows, the outermost first, as `src/routes.tsx` and `src/pages.ts` have them. */
const pages: readonly [address: RegExp, page: string][] = [
  [/^\/connect$/, 'connect/connect-page'],
  [/^(\/|\/workspaces)$/, 'workspaces/workspaces-page'],
  [/^\/workspaces\/\d+(\/|$)/, 'shell/workspace-layout'],
  [/^\/workspaces\/\d+$/, 'workspaces/workspace-page'],
  [/^\/workspaces\/\d+\/search$/, 'search/search-page'],
  [/^\/workspaces\/\d+\/entities$/, 'table/entities-page'],
  [/^\/workspaces\/\d+\/entities\/\d+(\/|$)/, 'entity/entity-layout'],
  [/^\/workspaces\/\d+\/entities\/\d+$/, 'entity/overview-page'],
  [/^\/workspaces\/\d+\/entities\/\d+\/params$/, 'editor/params-page'],
  [/^\/workspaces\/\d+\/entities\/\d+\/revisions$/, 'history/revisions-page'],
  [/^\/workspaces\/\d+\/entities\/\d+\/jobs$/, 'jobs/jobs-page'],
  [/^\/workspaces\/\d+\/entities\/\d+\/files$/, 'files/files-page'],
];

/** What the build says of a source that has a file of its own: that file, its style sheets, and the sources whose files it needs at once. */
export type Manifest = Readonly<
  Record<string, { file: string; css?: readonly string[]; imports?: readonly string[] }>
>;

/**
 * Elements for the head of the page, by the path of its address: the files of the pages it shows, so that they come along with the page's own instead of being asked
 * for by those. What `index` names already is left out, and so are pages that `manifest` does not know.
 */
export function pageFiles(manifest: Manifest, index: string): (path: string) => string {
  const known = pages.map(([address, page]) => ({ address, files: filesOf(manifest, `src/${page}.tsx`) }));
  return (path) => {
    const whole = path.length > 1 ? path.replace(/\/$/, '') : path;
    const files = new Set(known.flatMap(({ address, files }) => (address.test(whole) ? files : [])));
    return [...files]
      .filter((file) => !index.includes(file))
      .map((file) =>
        file.endsWith('.css')
          ? `<link rel="stylesheet" crossorigin href="/${file}">`
          : `<link rel="modulepreload" crossorigin href="/${file}">`,
      )
      .join('');
  };
}

function filesOf(manifest: Manifest, source: string, seen = new Set<string>()): string[] {
  const part = manifest[source];
  if (part === undefined || seen.has(source)) return [];
  seen.add(source);
  const behind = (part.imports ?? []).flatMap((imported) => filesOf(manifest, imported, seen));
  return [...behind, part.file, ...(part.css ?? [])];
}
