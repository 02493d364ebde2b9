import { frames, names, slots, type World } from './frames.ts';
import type { Random } from './random.ts';

/** Notes as people write them, from sentence frames with slots; an edit swaps, adds or drops one sentence, or changes one word. */
function sentence(world: World, random: Random): string {
  const all = frames[world];
  const dutch = all.length - 4;
  const frame = random.chance(0.1) ? all[random.int(dutch, all.length - 1)] : all[random.int(0, dutch - 1)];
  return (frame as string).replace(/\{(\w+)\}/g, (_, slot: string) => filled(world, slot, random));
}

function filled(world: World, slot: string, random: Random): string {
  if (slot === 'number') return String(random.typed(0.2, 14, random.int(1, 2)));
  if (slot === 'person') return random.pick(names);
  if (slot === 'date') return `${random.int(2016, 2026)}-${String(random.int(1, 12)).padStart(2, '0')}`;
  return random.pick(slots[world][slot as 'element' | 'place' | 'document']);
}

/** So many sentences; now and then a new paragraph. */
export function note(world: World, random: Random, sentences: number): string {
  let text = sentence(world, random);
  for (let count = 1; count < sentences; count += 1) {
    text += (random.chance(0.2) ? (random.chance(0.5) ? '\n\n' : '\n') : ' ') + sentence(world, random);
  }
  return text;
}

/** A text of at least so many characters. */
export function longNote(world: World, random: Random, characters: number): string {
  let text = note(world, random, 12);
  while (text.length < characters) text += ` ${note(world, random, 6)}`;
  return text;
}

/** The text after somebody edited it. One edit in five touches white space only. */
export function editedNote(world: World, text: string, random: Random): string {
  if (text.trim() === '') return note(world, random, random.int(1, 3));
  if (random.chance(0.2)) return random.chance(0.5) ? `${text}\n` : text.replace(/\. /, '.  ');
  const parts = text.split(/(?<=\.)(?=\s)/);
  const place = random.int(0, parts.length - 1);
  const drawn = random.unit();
  if (drawn < 0.35) parts[place] = `${place === 0 ? '' : ' '}${sentence(world, random)}`;
  else if (drawn < 0.7 || parts.length === 1) parts.splice(place + 1, 0, ` ${sentence(world, random)}`);
  else parts.splice(place, 1);
  return parts.join('').trimStart();
}

const longMessage =
  'Went through the whole list with the contractor this morning: levels, distances and the open points of last week are in now, except for the two places that nobody could reach because of the high water, which we will do again as soon as the road is open, probably in the second half of next month, weather permitting.';

const messages: readonly ((random: Random) => string)[] = [
  () => 'first go',
  () => 'as discussed',
  (random) => `review comment ${random.int(1, 40)}`,
  () => 'fix',
  () => 'typo',
  () => 'new CPT data',
  () => 'back to previous',
  () => 'after call with contractor',
  () => 'final',
  () => 'final 2',
  () => 'really final',
  () => 'test',
  () => '.',
  (random) => `copy of ${random.int(2, 60)}`,
  () => 'per e-mail 12/3',
  () => 'waarden uit het veld overgenomen',
  () => 'done for today 🎉',
];

/** A message, empty in 45% of what people save. */
export function message(random: Random): string {
  if (random.chance(0.45)) return '';
  if (random.chance(0.01)) return longMessage;
  if (random.chance(0.01)) return 'levels updated\nsee the field log for the rest';
  return random.pick(messages)(random);
}

/** A rename as they come: mostly plain, some with blanks around, very long, right to left, or with characters of paths and markup. */
export function renamed(name: string, random: Random): string {
  const drawn = random.unit();
  if (drawn < 0.6) return random.chance(0.5) ? `${name} (old)` : `${name} v${random.int(2, 5)}`;
  if (drawn < 0.78) return random.chance(0.5) ? ` ${name}` : `${name}  `;
  if (drawn < 0.86) return `${name} ${'- see the note of the last meeting '.repeat(8)}`.slice(0, 200);
  if (drawn < 0.9) return `${name} מפלס גבוה`;
  return `${name}${random.pick(['/2', ' #4', ' 100%', ' <b>new</b>', ' "draft"', " 'b'"])}`;
}
