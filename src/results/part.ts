import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { JsonObject, JsonValue } from '../../contract/json/value.ts';
import type { MethodResult } from '../api/large-result.ts';

/** Features of a map that are picked for a method. */
export interface Picking {
  /** Groups of the map that may be picked from; `undefined`: everything that has a name for the app. */
  groups: readonly string[] | undefined;
  /** The app's names of the features that are picked. */
  picked: ReadonlySet<string>;
  /** Picks a feature, or takes it back. */
  toggle(name: string): void;
}

/** Where a result comes from. */
export interface ResultContext {
  workspaceId: number;
  entityId: number;
  /** What people call the method. */
  label: string;
  /** What it was computed with, where that is still known. */
  params: JsonObject | undefined;
  /** Asks the server for the result anew, as links in it live for minutes; gives it as it is then. */
  renew?: () => Promise<MethodResult | undefined>;
  /** Set where the result is looked at to pick from its map. */
  picking?: Picking;
}

/** What draws one part of a result gets. It throws an `Error` with a sentence for what it cannot draw. */
export interface PartProps {
  /** Its name in the result, where it is a part of one. */
  kind?: string;
  value: JsonValue;
  context: ResultContext;
}

export interface PartModule {
  Component: ComponentType<PartProps>;
}

/** Every kind of result that can be drawn, each in a chunk of its own. */
const MODULES: Readonly<Record<string, { title: string; load: () => Promise<PartModule> }>> = {
  data: { title: 'Data', load: () => import('./data-part.tsx') },
  table: { title: 'Table', load: () => import('./table-part.tsx') },
  plotly: { title: 'Plot', load: () => import('./plotly-part.tsx') },
  image: { title: 'Image', load: () => import('./image-part.tsx') },
  svg: { title: 'Image', load: () => import('./image-part.tsx') },
  geojson: { title: 'Map', load: () => import('./map-part.tsx') },
  geometry: { title: 'Geometry', load: () => import('./geometry-part.tsx') },
  pdf: { title: 'PDF', load: () => import('./pdf-part.tsx') },
  web: { title: 'Web content', load: () => import('./web-part.tsx') },
  ifc: { title: 'IFC model', load: () => import('./download-part.tsx') },
  download: { title: 'Download', load: () => import('./download-part.tsx') },
  set_params: { title: 'Params to set', load: () => import('./set-params-part.tsx') },
  optimization: { title: 'Optimisation', load: () => import('./optimization-part.tsx') },
};

/** How a kind is drawn; `undefined` for kinds that are shown as they came. */
export function moduleOf(kind: string): { title: string; load: () => Promise<PartModule> } | undefined {
  return Object.hasOwn(MODULES, kind) ? MODULES[kind] : undefined;
}

const drawings = new Map<string, LazyExoticComponent<ComponentType<PartProps>>>();

/** What draws a kind, read when it is first needed; `undefined` for kinds that are shown as they came. */
export function drawingOf(kind: string): LazyExoticComponent<ComponentType<PartProps>> | undefined {
  const known = moduleOf(kind);
  if (!known) return undefined;
  let drawing = drawings.get(kind);
  if (!drawing) {
    drawing = lazy(() => known.load().then(({ Component }) => ({ default: Component })));
    drawings.set(kind, drawing);
  }
  return drawing;
}
