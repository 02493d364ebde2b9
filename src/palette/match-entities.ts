import type { Entity } from '../../contract/entity.ts';
import type { EntityType } from '../../contract/entity-type.ts';
import type { Branches } from '../api/branches.ts';
import { fold, foldedNames } from '../api/fold.ts';
import { placeWords } from '../api/use-place.ts';
import { EXACT, wordScore } from './match.ts';

/** What a word is worth that is not in the name but in the type or in what is above. */
const BY_TYPE = 0.45;
const BY_PLACE = 0.35;
const BY_ID = 0.5;

export interface Found {
  entity: Entity;
  /** Above 0, at most 1. */
  score: number;
}

/**
 * The `most` loaded entities that fit what was typed best: each word in the name, the type or the names above, at least one of them in the name or type; or
 * the id. Looks at every loaded entity: 100,000 take some milliseconds.
 */
export function matchEntities(
  branches: Branches,
  types: readonly EntityType[],
  words: readonly string[],
  most: number,
): Found[] {
  if (words.length === 0) return [];
  const typeNames = new Map(
    types.map(({ id, name, class_name }) => [id, fold(`${name} ${class_name ?? ''}`)]),
  );
  const id = words.length === 1 && /^\d+$/.test(words[0] ?? '') ? words[0] : undefined;
  const found: Found[] = [];
  // Once there are enough, only what is better than the worst of them counts.
  let worst: Found | undefined;
  for (const branch of branches.values()) {
    const first = [...branch.pages.values()].find((page) => page.entities?.length)?.entities?.[0];
    const place = first ? fold(placeWords(first, branches)) : '';
    for (const { entities } of branch.pages.values()) {
      const names = entities ? foldedNames(entities) : [];
      entities?.forEach((entity, index) => {
        const byName = scoreOf(names[index] ?? '', typeNames.get(entity.entity_type) ?? '', place, words);
        const score = id === undefined ? byName : Math.max(byName, idScore(entity.id, id));
        if (score === 0 || (worst && order({ entity, score }, worst) >= 0)) return;
        found.push({ entity, score });
        if (found.length < most * 4) return;
        found.sort(order);
        found.length = most;
        worst = found.at(-1);
      });
    }
  }
  return found.sort(order).slice(0, most);
}

/** Best first; of equals the shorter name, which what was typed is more of. */
function order(a: Found, b: Found): number {
  return b.score - a.score || a.entity.name.length - b.entity.name.length || a.entity.id - b.entity.id;
}

function idScore(id: number, typed: string): number {
  const text = String(id);
  return text === typed ? EXACT : text.startsWith(typed) ? BY_ID : 0;
}

function scoreOf(name: string, type: string, place: string, words: readonly string[]): number {
  const whole = words.length > 1 ? wordScore(name, words.join(' ')) : 0;
  if (whole > 0) return whole;
  let sum = 0;
  let own = false;
  for (const word of words) {
    const inName = wordScore(name, word);
    if (inName > 0) own = true;
    else if (type.includes(word)) own = true;
    else if (!place.includes(word)) return 0;
    sum += inName || (type.includes(word) ? BY_TYPE : BY_PLACE);
  }
  return own ? sum / words.length : 0;
}
