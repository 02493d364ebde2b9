import type { Hono } from 'hono';
import { type ApiContext, type ApiEnv, methodNotAllowed } from './place.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
type Handler = (c: ApiContext) => Promise<Response>;

/** Handlers by path and method. */
export type Routes = Record<string, Partial<Record<Method, Handler>>>;

/** Mounts the routes; another method on a known path is 405 with the methods it has. HEAD is answered as GET without its body. */
export function mountRoutes(app: Hono<ApiEnv>, routes: Routes): void {
  for (const [path, handlers] of Object.entries(routes)) {
    for (const [method, handler] of Object.entries(handlers)) app.on(method, path, handler);
    app.all(path, (c) => {
      throw methodNotAllowed(c.req.method, Object.keys(handlers));
    });
  }
}
