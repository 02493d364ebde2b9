import { expect, it } from 'vitest';
import { replaceLinks } from './links.ts';

const replaced = (answer: object) =>
  JSON.parse(replaceLinks(JSON.stringify(answer), false, ({ url }) => `own:${url}`)) as unknown;
const link = 'https://store.example/file';
const own = `own:${link}`;

it.each([
  ['a part with a link', { pdf: { url: link } }, { pdf: { url: own } }],
  ['a part that is a link', { image: link }, { image: own }],
  ['an image that is a drawing', { image: '<svg/>' }, { image: '<svg/>' }],
  ['a model', { geometry: { geometry: link, labels: [] } }, { geometry: { geometry: own, labels: [] } }],
  ['web content', { web: { url: link } }, { web: { url: link } }],
  [
    'params that name a page',
    { set_params: { geometry: 'box', home: link } },
    { set_params: { geometry: 'box', home: link } },
  ],
  ['a pointer to a result', { url: link }, { url: own }],
])('a result has our own address in the place of one that it is read from: %s', (_what, result, expected) => {
  expect(replaced({ uid: 'a', status: 'success', result })).toEqual({
    uid: 'a',
    status: 'success',
    result: expected,
  });
});
