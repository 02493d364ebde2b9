/** How {@link chainsArchive} is made up: `chains` entities at the top, below each a chain of 12 levels in all, each level with `parts` more. */
interface Chains {
  chains: number;
  parts: number;
}

export const LEVELS = 12;

/**
 * A workspace of chains: `Line 1` holds `Line 1.2`, which holds `Line 1.3` and so on to `Line 1.12`, and each of them parts named by their numbers from 1 over all of it. Every part has
 * some twenty values: part n a `load` of n with one decimal, a `note`, and a table of layers.
 */
export function chainsArchive(name: string, { chains, parts }: Chains): string[] {
  const at = '2026-01-05T08:00:00.000000Z';
  const more = `"created_at":"${at}","created_by":null,"updated_at":"${at}","last_updated_by":null`;
  const lines = [
    '{"kind":"archive","format":"viktor-workspace-archive","version":1,"created_at":"2026-01-05T08:00:00Z","source":"chains"}',
    `{"kind":"workspace","id":7401,"name":${JSON.stringify(name)},"visibility":"INTERNAL","labels":[],"is_archived":false}`,
    '{"kind":"entity_type","id":911,"name":"Line","class_name":"Line","child_entity_type_ids":[911,912]}',
    '{"kind":"entity_type","id":912,"name":"Part","class_name":"Part","child_entity_type_ids":[]}',
  ];
  let id = 9_000_000;
  const add = (title: string, type: number, parent: number | null, properties: string) => {
    id += 1;
    lines.push(
      `{"kind":"entity","id":${id},"name":"${title}","entity_type":${type},"parent":${parent},${more},"properties":${properties}}`,
    );
    return id;
  };
  let part = 0;
  for (let chain = 1; chain <= chains; chain += 1) {
    let node: number | null = add(`Line ${chain}`, 911, null, '{"level":1.0}');
    for (let level = 1; level <= LEVELS; level += 1) {
      const below: number | null =
        level < LEVELS ? add(`Line ${chain}.${level + 1}`, 911, node, `{"level":${level + 1}.0}`) : null;
      for (let index = 0; index < parts; index += 1) {
        part += 1;
        add(`Part ${part}`, 912, node, partParams(part));
      }
      node = below;
    }
  }
  return [...lines, '{"kind":"end","counts":{}}'];
}

function partParams(number: number): string {
  const layers = [0, 1, 2].map(
    (row) => `{"soil":"soil ${(number + row) % 17}","top":${-row}.50,"gamma":${18 + row}}`,
  );
  const sizes = Array.from({ length: 8 }, (_, index) => `"d${index}":${(number * (index + 3)) % 997}.25`);
  return `{"load":${number}.0,"note":"as built ${number % 1000}","checked":${number % 3 === 0},"sizes":{${sizes.join(',')}},"layers":[${layers.join(',')}]}`;
}
