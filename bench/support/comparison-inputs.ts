import { makePair } from './params-inputs.ts';

/** An archive of one entity whose second revision holds what `makePair` changed, and whose third a note more. Revisions have the ids 1, 2 and 3. */
export function comparisonArchive(bytes: number): { lines: string[]; left: string; right: string } {
  const { left, right } = makePair(bytes);
  const last = right.replace(/^\{/, '{"note":"seen",');
  return { lines: archiveOf([left, right, last]), left, right };
}

/** An archive of one entity of many revisions, each with a number of its own. */
export function historyArchive(revisions: number): string[] {
  const texts = Array.from({ length: revisions }, (_, index) =>
    JSON.stringify({ general: { name: 'Segment', level: index / 8 }, soil: { k1: 0.5, gamma: 18 } }),
  );
  return archiveOf(texts);
}

function archiveOf(texts: readonly string[]): string[] {
  const day = (index: number) => new Date(Date.UTC(2026, 0, 5) + index * 3_600_000).toISOString();
  const at = day(0);
  const entity = `"entity_type":901,"parent":null,"created_at":"${at}","created_by":null,"updated_at":"${day(texts.length)}","last_updated_by":null`;
  return [
    `{"kind":"archive","format":"viktor-workspace-archive","version":1,"created_at":"${at}","source":"bench"}`,
    `{"kind":"workspace","id":7001,"name":"Bench","description":"","visibility":"INTERNAL","labels":[],"app":null,"app_version":null,"is_archived":false,"created_at":"${at}","updated_at":"${at}"}`,
    '{"kind":"entity_type","id":901,"name":"Large","class_name":"Large","is_file":false,"views":[],"summary":[],"allow_saving":true,"child_entity_type_ids":[],"parametrization":[]}',
    `{"kind":"entity","id":20001,"name":"Large",${entity},"properties":${texts.at(-1)}}`,
    ...texts.map(
      (text, index) =>
        `{"kind":"revision","entity":20001,"id":${index + 1},"created_at":"${day(index)}","created_by":null,"message":null,"name":"Large","properties":${text}}`,
    ),
    `{"kind":"end","counts":{"workspace":1,"entity_type":1,"entity":1,"revision":${texts.length}}}`,
  ];
}
