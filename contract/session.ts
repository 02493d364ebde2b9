import * as z from 'zod/mini';

/** One sign-in of this browser. `user` is null where the environment does not say whose the token is. */
export const Account = z.looseObject({
  id: z.string(),
  /** Host of the environment. */
  environment: z.string(),
  user: z.nullable(
    z.looseObject({ id: z.union([z.int(), z.string()]), name: z.string(), email: z.nullable(z.string()) }),
  ),
});
export type Account = z.output<typeof Account>;

/** What the gateway says about sign-ins at `/session`: ours, not VIKTOR's. */
export const Session = z.looseObject({
  /** False: the server acts with one person's token. */
  sign_in: z.boolean(),
  /** Host of the environment that is offered first. */
  environment: z.string(),
  /** Hosts that may be signed in to, `*.` for all below. */
  allowed: z._default(z.array(z.string()), []),
  accounts: z._default(z.array(Account), []),
  active: z._default(z.nullable(z.string()), null),
});
export type Session = z.output<typeof Session>;
