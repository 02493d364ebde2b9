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

it.each([
  [
    'in what is deeper or of another name',
    `{"a":{"temp_download_url":"${link}"},"result":{"data":{"x":{"url":"${link}"}}}}`,
  ],
  [
    'in lists',
    `{"result":[{"url":"${link}"}],"content":{"data":[{"url":"${link}"}]},"x":["temp_download_url","${link}"]}`,
  ],
  [
    'beside odd spelling',
    `\n{ "a" : 1.0 , "b":"\\"temp_download_url\\": \\\\","c":NaN,"__proto__":{"temp_download_url":"${link}"}}`,
  ],
  ['in a text that is cut short', `{"a":[{"temp_download_url":"${link}`],
])('every byte stays %s', (_where, text) => {
  expect(replaceLinks(text, false, ({ url }) => `own:${url}`)).toBe(text);
});

it('an address is found however it and its name are spelt, and all around it stays', () => {
  const text = `{"n":1.0,"temp_download\\u005furl" : "https:\\/\\/store.example\\/file" ,"__proto__":{},"é":"\\ud800"}`;
  expect(replaceLinks(text, false, ({ url }) => `own:${url}`)).toBe(
    text.replace('"https:\\/\\/store.example\\/file"', `"${own}"`),
  );
  expect(replaceLinks(`{"url":"${link}"}`, true, ({ method }) => method)).toBe('{"url":"POST"}');
});

it('a text that is made to harm takes no more than to go over it', () => {
  const deep = `{"result":${'['.repeat(2_000_000)}${']'.repeat(2_000_000)},"log_download_url":"${link}"}`;
  expect(replaceLinks(deep, false, () => 'own')).toBe(deep.replace(link, 'own'));
  const many = Array.from({ length: 60_000 }, (_, at) => `"part ${at}":{"url":"${link}"}`).join();
  const wide = `{"result":{${many}}}`;
  expect(replaceLinks(wide, false, () => 'own')).toBe(wide.replaceAll(link, 'own'));
});
