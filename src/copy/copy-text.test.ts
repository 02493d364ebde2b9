import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { curlOf, pythonOf, pythonText, shellText } from './copy-text.ts';

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom("'", '"', '\\', '$', '`', '\n', '!', '*', ' ', 'a', '\u2028', '(') }),
);

describe('texts in other languages', () => {
  it('a shell reads a quoted text back as it was, and runs nothing of it', () => {
    const texts = fc.sample(text, 60).filter((one) => !one.includes('\0'));
    const script = texts.map((one) => `printf '%s\\0' ${shellText(one)}`).join('\n');
    const read = execFileSync('sh', ['-c', script]).toString('utf8').split('\0').slice(0, -1);
    expect(read).toEqual(texts);
  });

  it('a quoted text of Python has no end of line and no quote of its own that ends it', () => {
    fc.assert(
      fc.property(text, (one) => {
        const quoted = pythonText(one);
        expect(quoted).toMatch(/^"(?:[^"\\\n\r\u0085\u2028\u2029]|\\["\\/bfnrt]|\\u[0-9a-f]{4})*"$/i);
        expect(JSON.parse(quoted)).toBe(one);
      }),
    );
    expect(pythonText('\ud800')).toBe('"\\ud800"');
  });
});

describe('what is shown as Python', () => {
  it('is of the entity, a field of it, or two of its revisions', () => {
    expect(pythonOf(11, { what: 'leaf', entityId: 5, path: ['a"b', 0, '$x\n'] })).toContain(
      'value = entity.last_saved_params["a\\"b"][0]["$x\\n"]',
    );
    const both = pythonOf(11, { what: 'comparison', entityId: 5, from: '7', to: 'head' });
    expect(both).toContain('old = params[7]\nnew = entity.last_saved_params');
    expect(
      pythonOf(11, { what: 'inside', parent: 3, classNames: ['Bridge'], pointers: [['g', 'span']] }),
    ).toContain('entities = api.get_entity(3, workspace_id=11).children(entity_type_names=["Bridge"])\n');
  });
});

it('rows of a table leave empty what an entity does not store', () => {
  const made = pythonOf(11, { what: 'inside', parent: 3, classNames: [], pointers: [['g', 'a"b', 0]] });
  expect(made).toContain('        except (IndexError, KeyError, TypeError):\n            return None\n');
  expect(made).toContain(
    '\nrows = [(entity.name, value(entity.last_saved_params, "g", "a\\"b", 0)) for entity in entities]\n',
  );
});

const wordsOf = (script: string): string[][] =>
  execFileSync('sh', ['-c', `curl() { printf '%s\\n' "$@" ''; }\n${script}`], {
    env: { VIKTOR_TOKEN: 'secret' },
  })
    .toString()
    .trim()
    .split('\n\n')
    .map((command) => command.split('\n'));

it('curl carries the name of the token, never a token, and one address', () => {
  const made = curlOf('http://127.0.0.1:4700', 1, {
    what: 'inside',
    parent: null,
    classNames: ["it's $(id) `x`"],
    pointers: [],
  });
  expect(made).toContain("curl -H \"Authorization: Bearer $VIKTOR_TOKEN\" 'http://127.0.0.1:4700''/api");
  expect(wordsOf(made)).toEqual([
    [
      '-H',
      'Authorization: Bearer secret',
      "http://127.0.0.1:4700/api/workspaces/1/entities/?limit=200&entity_type=it's%20%24(id)%20%60x%60",
    ],
  ]);
});

it('curl asks for the entities of types by type, one command a type, and says what is not in it', () => {
  const types = [
    { id: 7, className: 'Bridge' },
    { id: 9, className: 'Pier' },
  ];
  const made = curlOf(null, 3, { what: 'types', types, pointers: [] });
  expect(wordsOf(made).map((words) => words[2])).toEqual([
    'https:///api/workspaces/3/entity_types/7/entities/?limit=200',
    'https:///api/workspaces/3/entity_types/9/entities/?limit=200',
  ]);
  expect(made.split('\n')[0]).toMatch(/^# Without the filter and the order/);
});
