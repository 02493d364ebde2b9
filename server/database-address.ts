import { SettingsError } from './settings.ts';

/** What the codes of Node's connections and of PostgreSQL mean to the person who gave `DATABASE_URL`. */
const sentences: Record<string, string> = {
  ECONNREFUSED: 'no PostgreSQL server answers at that address.',
  ECONNRESET: 'what answers at that address is no PostgreSQL server, or refuses this one.',
  ENOTFOUND: 'its host was not found.',
  EAI_AGAIN: 'its host was not found: this machine may have no network.',
  ETIMEDOUT: 'its host does not answer.',
  EHOSTUNREACH: 'its host cannot be reached.',
  ENETUNREACH: 'its host cannot be reached.',
  '28P01': 'the PostgreSQL server does not take this user with this password.',
  '28000': 'the PostgreSQL server does not take this user.',
  '3D000': 'the PostgreSQL server has no database of that name.',
};

/** Opens what keeps its data on the server at `DATABASE_URL`, where there is one; what is wrong with the address becomes a SettingsError, which does not repeat it. */
export async function atDatabase<T>(databaseUrl: string | null, open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    const sentence = sentences[(error as NodeJS.ErrnoException).code ?? ''];
    if (databaseUrl === null || sentence === undefined) throw error;
    throw new SettingsError(`DATABASE_URL: ${sentence}`);
  }
}
