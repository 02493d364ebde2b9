import * as z from 'zod/mini';
import { Id, optional, optionalFlag, optionalText, pageOf } from './common.ts';

export const Label = z.looseObject({
  id: Id,
  name: z.string(),
  color: optionalText,
  colour: optionalText,
  description: optionalText,
});
export type Label = z.output<typeof Label>;

export const SdkVersion = z.union([z.string(), z.looseObject({ complete: optionalText })]);

/** `app_type` is `tree`, `simple` or `editor`; anything else is shown as it comes. */
export const AppVersion = z.looseObject({
  id: z.optional(Id),
  tag: optionalText,
  status: optionalText,
  app_type: optionalText,
  sdk_version: optional(SdkVersion),
  python_version: optionalText,
  created_at: optionalText,
});
export type AppVersion = z.output<typeof AppVersion>;

export const AppReference = z.looseObject({ id: Id, name: optionalText, readable_name: optionalText });
export type AppReference = z.output<typeof AppReference>;

/** `app` and `app_version` are null for a workspace in development. */
export const Workspace = z.looseObject({
  id: Id,
  name: z.string(),
  description: optionalText,
  visibility: optionalText,
  type: optionalText,
  labels: z._default(optional(z.array(Label)), []),
  app: optional(AppReference),
  app_version: optional(AppVersion),
  is_archived: optionalFlag,
  created_at: optionalText,
  updated_at: optionalText,
});
export type Workspace = z.output<typeof Workspace>;
export const WorkspaceList = pageOf(Workspace);

export const App = z.looseObject({
  id: Id,
  name: optionalText,
  readable_name: optionalText,
  description: optionalText,
});
export type App = z.output<typeof App>;
export const AppList = pageOf(App);
