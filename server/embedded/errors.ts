/** An answer that is not a success, in VIKTOR's shapes: `{detail}`, or `{field: [sentences]}` for 400. Thrown anywhere, printed in one place. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Record<string, string>;

  constructor(status: number, body: Record<string, unknown>, headers: Record<string, string> = {}) {
    super(`${status} ${JSON.stringify(body)}`);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

/** 400 with the sentences by member of the query or body. */
export function invalid(fields: Record<string, string[]>): ApiError {
  return new ApiError(400, fields);
}

export function unauthorized(sentence: string): ApiError {
  return new ApiError(401, { detail: sentence }, { 'WWW-Authenticate': 'Bearer' });
}

export function forbidden(sentence: string): ApiError {
  return new ApiError(403, { detail: sentence });
}

/** Also for what the caller may not see, so that its existence is not told. */
export function notFound(what: string): ApiError {
  return new ApiError(404, { detail: `${what} does not exist here, or you may not see it.` });
}
