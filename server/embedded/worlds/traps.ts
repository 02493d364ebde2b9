/**
 * Entities that are hard to show, each at an id that never changes: deep links of tests and of people who want to see one.
 * `trap` is the number in the sample's list of traps, `note` what is special.
 */
export interface Trap {
  trap: number;
  workspace: number;
  entity: number;
  note: string;
}

const rows: readonly (readonly [trap: number, workspace: number, entity: number, note: string])[] = [
  [1, 11, 29002, 'orphan keys'],
  [1, 12, 30017, 'an orphan key until the eleventh revision'],
  [2, 11, 29003, 'a stored option that is no longer offered'],
  [2, 12, 39004, 'options of a table stored as their labels'],
  [3, 11, 29004, 'references to a deleted entity and to one of another workspace'],
  [3, 11, 29001, 'a reference to a file that is gone'],
  [4, 11, 29005, 'a missing key'],
  [4, 11, 29006, 'a whole tab missing'],
  [5, 12, 39001, 'null where a list is expected, empty text where a number is'],
  [6, 12, 39002, 'values that do not fit their fields'],
  [7, 11, 29007, 'numbers that doubles and printers get wrong'],
  [8, 11, 29008, 'dates of 1899 and 29 February in an empty folder'],
  [8, 11, 29009, 'a date stored with a time'],
  [9, 12, 39003, 'null island'],
  [9, 11, 29010, 'a polygon that is not closed'],
  [9, 11, 29011, 'a polygon that crosses itself'],
  [9, 11, 29012, 'equal vertices, latitude and longitude swapped'],
  [9, 11, 29001, 'a line of 5,000 vertices'],
  [10, 11, 29013, '8,000 characters of markdown'],
  [10, 11, 29014, 'a text of white space only'],
  [10, 11, 29015, 'HTML and JSON inside a text'],
  [10, 11, 29016, 'CRLF against LF as the only change'],
  [10, 11, 29017, 'accents in two forms as the only change'],
  [11, 11, 29018, 'locked by somebody else'],
  [11, 11, 29019, 'locked by the current user'],
  [11, 11, 29020, 'no right to update'],
  [11, 13, 40180, 'a type that does not allow saving'],
  [11, 13, 40002, 'a type with views only'],
  [12, 11, 29021, 'one of two siblings with one name'],
  [12, 11, 29023, 'named like a path'],
  [12, 12, 39005, 'a folder with 5,000 children'],
  [12, 12, 39017, 'the end of a chain of twelve folders'],
  [13, 11, 29024, 'empty params'],
  [13, 11, 29025, '3 MB of hidden data'],
  [13, 11, 29026, '300 revisions'],
  [13, 11, 29027, 'revisions within one second'],
  [13, 11, 29028, 'keys such as __proto__'],
  [14, 11, 29029, 'rows that are all equal'],
  [14, 11, 29030, '200 rows of which one moved'],
  [14, 11, 29031, 'rows whose names are not unique'],
  [14, 11, 29032, 'a table of 2,000 rows'],
  [15, 11, 29033, 'a colour as an object'],
  [15, 11, 29034, 'a colour as a hex text'],
  [15, 11, 29035, 'a colour as a list'],
  [16, 21, 59001, 'in an archived workspace'],
  [16, 14, 50001, 'in a public workspace of an editor app'],
  [16, 15, 51003, 'in a workspace in development, with 240 revisions within minutes'],
  [17, 11, 29036, 'a summary that is being made'],
  [17, 11, 29037, 'a summary that failed'],
  [17, 11, 29038, 'a summary with null as value'],
  [18, 11, 29039, 'a view that fails with a message for people'],
  [18, 13, 40052, 'a view that fails without a message'],
  [18, 13, 49001, 'a view (shadow) that stays running'],
  [18, 12, 39019, 'a report whose link has expired'],
];

export const traps: readonly Trap[] = rows.map(([trap, workspace, entity, note]) => ({
  trap,
  workspace,
  entity,
  note,
}));
