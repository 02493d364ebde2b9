import { expect, test } from 'vitest';
import { toPlain } from '../../contract/json/plain.ts';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import { isNumber, type JsonObject, numberFrom, numberText } from '../../contract/json/value.ts';
import type { EntityRecord } from '../../server/archive/records.ts';
import { sampleRecords } from '../../server/embedded/worlds/sample.ts';
import { traps } from '../../server/embedded/worlds/traps.ts';
import { readForm } from '../fields/read-form.ts';
import { getIn } from '../params/path.ts';
import { EditStore } from './edit-store.ts';
import { fieldsOf } from './form-model.ts';
import { specModel } from './spec-model.ts';
import { Counter } from './tally.ts';

const forms = new Map<string, unknown>();
const entities = new Map<number, { record: EntityRecord; workspace: number }>();
let workspace = 0;
for (const record of sampleRecords({ entities: 100, hidden: 'tiny' })) {
  if (record.kind === 'workspace') workspace = record.id;
  if (record.kind === 'entity_type') forms.set(`${workspace} ${record.id}`, record.parametrization ?? []);
  if (record.kind === 'entity') entities.set(record.id, { record, workspace });
}

function open(id: number) {
  const found = entities.get(id);
  if (!found) throw new Error(`There is no entity ${id}.`);
  const text = String(found.record.properties);
  const store = new EditStore(readJson(text) as JsonObject);
  const nodes = readJson(JSON.stringify(forms.get(`${found.workspace} ${found.record.entity_type}`) ?? []));
  const form = readForm({ parametrization: toPlain(nodes, new Set(['value', 'default'])) });
  return { text, store, model: specModel(form, store.base, store.value, { withInvisible: true }) };
}

const planted = [...new Set(traps.map(({ entity }) => entity))].filter((id) => entities.has(id));

test('every trap is a form: each stored value has one place, and counting its problems changes nothing', () => {
  expect(planted.length).toBeGreaterThan(30);
  for (const id of planted) {
    const { text, store, model } = open(id);
    const places = [...fieldsOf(model.nodes), ...fieldsOf(model.orphans), ...model.hidden].map(
      ({ pointer }) => pointer,
    );
    expect(new Set(places).size, `entity ${id}`).toBe(places.length);
    new Counter().count(model, store);
    expect(printJson(store.value), `entity ${id}`).toBe(text);
  }
});

test('an edit beside a trap is the only thing that differs in the saved text', () => {
  let edited = 0;
  for (const id of planted) {
    const { text, store, model } = open(id);
    const field = fieldsOf(model.nodes).find(
      ({ kind, path }) => kind === 'number' && isNumber(getIn(store.value, path)),
    );
    if (!field) continue;
    const old = getIn(store.value, field.path);
    store.set(field.path, numberFrom('7.250'), true);
    const saved = printJson(store.value);
    const spelled = isNumber(old) ? numberText(old) : '';
    expect(saved.length, `entity ${id}`).toBe(text.length - spelled.length + '7.250'.length);
    store.set(field.path, old);
    expect(printJson(store.value), `entity ${id}`).toBe(text);
    edited++;
  }
  expect(edited).toBeGreaterThan(20);
});
