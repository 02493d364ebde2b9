/** Edits of one table of 1,000 rows, and how many changes each is to the person who made it. */

export interface AnswerCase {
  what: string;
  made: number;
  left: string;
  right: string;
}

const SOILS = ['Clay', 'Sand', 'Peat', 'Loam', 'Gravel', 'Till', 'Chalk', 'Silt'];
const table = () =>
  Array.from({ length: 1000 }, (_, index) => ({
    name: `${SOILS[index % 8]} ${index}`,
    top: -index * 0.37,
    k1: ((index * 7919) % 1000) / 10,
    wet: index % 2 === 0,
    note: null as string | null,
  }));
type Rows = ReturnType<typeof table>;

const fresh: Rows[number] = { name: 'New', top: 5, k1: 0.5, wet: true, note: 'x' };

export function answerCases(): AnswerCase[] {
  const cases: [string, number, (rows: Rows) => unknown[]][] = [
    ['a row inserted on top', 1, (rows) => [fresh, ...rows]],
    ['a row removed', 1, (rows) => rows.filter((_, index) => index !== 400)],
    ['a row moved', 1, (rows) => [...rows.slice(1, 700), rows[0], ...rows.slice(700)]],
    [
      'a row inserted, a cell edited',
      2,
      (rows) => [fresh, ...rows.map((row, index) => (index === 500 ? { ...row, top: 9 } : row))],
    ],
    [
      'noise of 1e-12 in 100 cells',
      100,
      (rows) => rows.map((row, index) => (index % 10 ? row : { ...row, k1: row.k1 + 1e-12 * (index + 1) })),
    ],
    [
      'keys in another order',
      0,
      (rows) => rows.map((row) => Object.fromEntries(Object.entries(row).reverse())),
    ],
    ['sorted by a column', 1, (rows) => [...rows].sort((a, b) => a.k1 - b.k1)],
    [
      'two blocks swapped',
      1,
      (rows) => [...rows.slice(0, 100), ...rows.slice(400, 700), ...rows.slice(100, 400), ...rows.slice(700)],
    ],
    ['a column added', 1, (rows) => rows.map((row, index) => ({ ...row, class: index % 3 }))],
  ];
  const left = JSON.stringify({ table: table() });
  return cases.map(([what, made, edit]) => ({
    what,
    made,
    left,
    right: JSON.stringify({ table: edit(table()) }),
  }));
}
