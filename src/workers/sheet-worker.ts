import { type SheetCell, SheetWriter } from './sheet-writer.ts';

export type SheetRequest = { head: string[] } | { rows: SheetCell[][] } | 'end';
export type SheetAnswer = { took: number } | { file: Blob; cut: number } | { problem: string };

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
let writer: SheetWriter | undefined;

function answer(request: SheetRequest): SheetAnswer {
  if (request === 'end')
    return {
      file: new Blob((writer?.end() ?? []) as Uint8Array<ArrayBuffer>[], { type: XLSX }),
      cut: writer?.cut ?? 0,
    };
  if ('head' in request) writer = new SheetWriter(request.head);
  else writer?.add(request.rows);
  return { took: 'rows' in request ? request.rows.length : 0 };
}

self.addEventListener('message', ({ data }: MessageEvent<SheetRequest>) => {
  try {
    self.postMessage(answer(data));
  } catch (error) {
    self.postMessage({ problem: error instanceof Error ? error.message : String(error) });
  }
});
