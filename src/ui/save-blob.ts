const KEPT_FOR = 60_000;

/** Gives a file to the browser to keep; separators in its name become `_`. */
export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  saveLink(url, name);
  setTimeout(() => URL.revokeObjectURL(url), KEPT_FOR);
}

/** Has the browser keep what an address leads to, and leaves the page where it is: under `name`, where the server gives it none. */
export function saveLink(url: string, name: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.rel = 'noopener noreferrer';
  link.download = name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_');
  link.click();
}
