import { useParams } from 'react-router';

/** An address that names nothing: shown by the route's boundary as a sentence. */
export class BadAddressError extends Error {
  override name = 'BadAddressError';
}

function readId(text: string | undefined, what: string): number {
  if (text === undefined || !/^\d{1,15}$/.test(text)) {
    throw new BadAddressError(`“${text ?? ''}” is not the id of ${what}: an id is a whole number.`);
  }
  return Number(text);
}

/** The workspace of the URL. Throws {@link BadAddressError} for an id that is not a number. */
export const workspaceIdOf = (params: Readonly<Record<string, string | undefined>>) =>
  readId(params.workspaceId, 'a workspace');
/** The entity of the URL. Throws {@link BadAddressError} for an id that is not a number. */
export const entityIdOf = (params: Readonly<Record<string, string | undefined>>) =>
  readId(params.entityId, 'an entity');

export const useWorkspaceId = () => workspaceIdOf(useParams());
export const useEntityId = () => entityIdOf(useParams());
