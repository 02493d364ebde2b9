import type { Workspace } from '../../contract/workspace.ts';
import { type EntityTab, entityTabPath, paths } from '../paths.ts';
import type { Command } from './commands.ts';
import { textScore } from './match.ts';
import { hostElsewhere, type Reference } from './reference.ts';
import { familiarity, type Used } from './usage.ts';

/** One line of the palette. */
export interface Item {
  key: string;
  title: string;
  /** Smaller, after or below the title. */
  detail?: string | undefined;
  /** Type of the entity it opens, for its icon. */
  typeId?: number;
  keys?: string | undefined;
  /** Why it cannot be chosen. */
  reason?: string | null | undefined;
  /** Opens this address, or runs. */
  to?: string;
  run?: () => void;
  score: number;
}

export interface Section {
  title: string;
  items: Item[];
}

/** How much more is made of what is used often and lately. */
const HABIT = 0.3;

export const withHabit = (score: number, used: Used | undefined) => score + HABIT * familiarity(used);

export function commandItems(
  commands: readonly Command[],
  words: readonly string[],
  used: ReadonlyMap<string, Used>,
): Item[] {
  return commands
    .filter(({ id, run, alike }) => run && id !== 'palette' && isMeant(alike, words))
    .map(({ id, title, area, keys, reason, run }): Item => {
      const key = `command:${id}`;
      const fit = Math.max(textScore(title, words, true), 0.8 * textScore(`${area} ${title}`, words));
      const score = fit === 0 ? 0 : withHabit(reason ? fit / 2 : fit, used.get(key));
      return {
        key,
        title,
        detail: reason ?? (area === 'Everywhere' ? undefined : area),
        keys,
        reason,
        score,
        ...(run ? { run } : {}),
      };
    })
    .filter(({ score }) => score > 0);
}

const isMeant = (alike: string | undefined, words: readonly string[]): boolean =>
  alike === undefined || words.some((word) => textScore(alike, [word]) > 0);

const TABS: [EntityTab, string][] = [
  ['overview', 'Overview'],
  ['params', 'Params'],
  ['revisions', 'Revisions'],
  ['jobs', 'Jobs'],
  ['files', 'Files'],
];

/** The pages one can go to from here. */
export function pageItems(
  here: { workspaceId: number | undefined; entityId: number | undefined; name: string | undefined },
  words: readonly string[],
): Item[] {
  const pages: Omit<Item, 'score'>[] = [
    { key: 'page:workspaces', title: 'Workspaces', to: paths.workspaces() },
  ];
  const { workspaceId: w, entityId: id, name } = here;
  if (w !== undefined) pages.push({ key: 'page:workspace', title: 'This workspace', to: paths.workspace(w) });
  if (w !== undefined && id !== undefined)
    for (const [tab, title] of TABS)
      pages.push({ key: `page:${tab}`, title, detail: name, to: entityTabPath(w, id, tab) });
  return pages
    .map((page) => ({ ...page, score: textScore(page.title, words, true) }))
    .filter(({ score }) => score > 0);
}

export function workspaceItems(
  workspaces: readonly Workspace[],
  words: readonly string[],
  used: ReadonlyMap<string, Used>,
): Item[] {
  return workspaces
    .map((workspace): Item => {
      const key = `workspace:${workspace.id}`;
      const fit = words.join('') === String(workspace.id) ? 1 : textScore(workspace.name, words);
      return {
        key,
        title: workspace.name,
        detail: workspace.app?.name ?? undefined,
        to: paths.workspace(workspace.id),
        score: fit === 0 ? 0 : withHabit(fit, used.get(key)),
      };
    })
    .filter(({ score }) => score > 0);
}

/** What a pasted link or id opens; an id without a workspace stands for an entity of the one that is open. */
export function referenceItems(reference: Reference | null, workspaceId: number | undefined): Item[] {
  if (reference?.kind === 'place') {
    const { workspaceId: w, entityId: id, rest } = reference;
    const elsewhere = hostElsewhere(reference);
    const from = elsewhere ? `on this environment; the link is of ${elsewhere}` : 'from the link';
    return [
      {
        key: 'pasted',
        title: id === undefined ? `Open workspace ${w}` : `Open entity ${id}`,
        detail:
          id === undefined
            ? from.replace(/^./, (first) => first.toUpperCase())
            : `In workspace ${w}, ${from}`,
        to: (id === undefined ? paths.workspace(w) : paths.entity(w, id)) + rest,
        score: 2,
      },
    ];
  }
  const w = reference?.kind === 'id' ? (reference.workspaceId ?? workspaceId) : undefined;
  if (reference?.kind !== 'id' || w === undefined) return [];
  const where = w === workspaceId ? 'this workspace' : `workspace ${w}`;
  return [
    {
      key: 'pasted',
      title: `Open entity ${reference.id}`,
      detail: `By its id, in ${where}`,
      to: paths.entity(w, reference.id),
      score: 0.4,
    },
  ];
}

/** The sections with the best line of each first, each cut to what can be looked over. */
export function ranked(sections: readonly (Section & { most: number })[]): Section[] {
  return sections
    .map(({ title, items, most }) => ({
      title,
      items: [...items].sort((a, b) => b.score - a.score).slice(0, most),
    }))
    .filter(({ items }) => items.length > 0)
    .sort((a, b) => (b.items[0]?.score ?? 0) - (a.items[0]?.score ?? 0));
}
