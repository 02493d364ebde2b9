import { strToU8, Zip, ZipDeflate } from 'fflate';

/** One cell of a sheet: a text, a number as it is spelled, yes or no, or nothing. */
export type SheetCell = string | { number: string } | boolean | null;

/** Excel's own limits. */
export const MOST_ROWS = 1_048_576;
const MOST_CHARACTERS = 32_767;
/** A double holds so many digits of any number; Excel keeps no more. */
const EXACT_DIGITS = 15;
/** What Excel holds; what is nearer to zero becomes zero there, what is larger an error. */
const [SMALLEST, LARGEST] = [2.2251e-308, 9.99999999999999e307];

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Every part but the sheet itself, as ECMA-376 wants them. */
const PARTS: Record<string, string> = {
  '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${REL}"><sheets><sheet name="Entities" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${REL}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${REL}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/><xf fontId="1" applyFont="1" xfId="0"/><xf numFmtId="49" applyNumberFormat="1" xfId="0"/></cellXfs></styleSheet>`,
};

/**
 * Writes a workbook of one sheet, row by row, so that 100,000 rows need no 100,000 in memory. A text is always a text, whatever it
 * begins with, and never a formula. A number keeps its value; one with more digits than a spreadsheet holds is written as text.
 */
export class SheetWriter {
  readonly #chunks: Uint8Array[] = [];
  readonly #zip: Zip;
  readonly #sheet: ZipDeflate;
  #rows = 0;
  #cut = 0;
  #failed: Error | null = null;

  constructor(head: readonly string[]) {
    this.#zip = new Zip((error, chunk) => {
      if (error) this.#failed = error;
      else this.#chunks.push(chunk);
    });
    for (const [name, text] of Object.entries(PARTS)) {
      const part = new ZipDeflate(name);
      this.#zip.add(part);
      part.push(strToU8(HEAD + text), true);
    }
    this.#sheet = new ZipDeflate('xl/worksheets/sheet1.xml', { level: 6 });
    this.#zip.add(this.#sheet);
    this.#push(
      `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`,
    );
    this.#push(rowText(head, 1, ' s="1"'));
    this.#rows = 1;
  }

  add(rows: readonly (readonly SheetCell[])[]): void {
    if (this.#rows + rows.length > MOST_ROWS)
      throw new RangeError(`A sheet holds ${MOST_ROWS.toLocaleString('en')} rows at most.`);
    let text = '';
    for (const row of rows) {
      text += rowText(row, ++this.#rows, '');
      for (const cell of row) if (typeof cell === 'string' && cell.length > MOST_CHARACTERS) this.#cut += 1;
    }
    this.#push(text);
  }

  /** How many texts were longer than a cell holds, so that their end is missing. */
  get cut(): number {
    return this.#cut;
  }

  /** The whole file, in pieces. */
  end(): Uint8Array[] {
    this.#sheet.push(strToU8('</sheetData></worksheet>'), true);
    this.#zip.end();
    if (this.#failed) throw this.#failed;
    return this.#chunks;
  }

  #push(text: string): void {
    this.#sheet.push(strToU8(text));
    if (this.#failed) throw this.#failed;
  }
}

function rowText(cells: readonly SheetCell[], row: number, style: string): string {
  let text = `<row r="${row}">`;
  for (const [column, cell] of cells.entries()) text += cellText(cell, `${columnName(column)}${row}`, style);
  return `${text}</row>`;
}

function cellText(cell: SheetCell, place: string, style: string): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'boolean') return `<c r="${place}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  if (typeof cell === 'string') return inline(cell, place, style || ' s="2"');
  return isExact(cell.number)
    ? `<c r="${place}"><v>${cell.number}</v></c>`
    : inline(cell.number, place, ' s="2"');
}

function inline(text: string, place: string, style: string): string {
  return `<c r="${place}" t="inlineStr"${style}><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
}

function isExact(number: string): boolean {
  const [, digits] = /^-?(\d+(?:\.\d+)?)(?:[eE][+-]?\d+)?$/.exec(number) ?? [];
  if (digits === undefined) return false;
  const told = digits.replace('.', '').replace(/^0+/, '').replace(/0+$/, '').length;
  const size = Math.abs(Number(number));
  return told === 0 || (told <= EXACT_DIGITS && size >= SMALLEST && size <= LARGEST);
}

/** `A`, `B`, … `Z`, `AA`. */
export function columnName(index: number): string {
  let name = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

/** A text as XML, with what XML cannot hold written as the format writes it: `_x0007_`. */
function xmlText(text: string): string {
  const cut = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;
  return cut
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML cannot hold
      /[\u0000-\u0008\u000b\u000c\r\u000e-\u001f\ufffe\uffff]/g,
      (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    )
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
