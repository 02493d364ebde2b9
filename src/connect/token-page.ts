/** Where one makes a personal access token, for what looks like an environment of viktor.ai; null for anything else. Source: VIKTOR's pyRevit plug-in. */
export function tokenPage(environment: string): string | null {
  const text = environment
    .trim()
    .toLowerCase()
    .replace(/^https:\/\//, '')
    .replace(/(\/api)?\/?$/, '');
  const name = text.replace(/\.viktor\.ai$/, '');
  const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
  if (!new RegExp(`^${label}(?:\\.${label})?$`).test(name) || name === 'localhost' || /^[\d.]+$/.test(name)) {
    return null;
  }
  return `https://${name}.viktor.ai/profile/api-tokens`;
}
