/** What an upload needs of `XMLHttpRequest`, over the `fetch` of the environment: who sends files in a test reaches the same server as everything else. */
export class SendingRequest {
  upload: { onprogress: ((event: { loaded: number; total: number }) => void) | null } = { onprogress: null };
  onloadend: (() => void) | null = null;
  status = 0;
  responseText = '';
  #answered = new Headers();
  #url = '';
  #headers: Record<string, string> = {};
  readonly #control = new AbortController();

  open(_method: string, url: string): void {
    this.#url = url;
  }

  setRequestHeader(name: string, value: string): void {
    this.#headers[name] = value;
  }

  getResponseHeader(name: string): string | null {
    return this.#answered.get(name);
  }

  abort(): void {
    this.#control.abort();
  }

  send(form: FormData): void {
    void this.#send(form).finally(() => this.onloadend?.());
  }

  async #send(form: FormData): Promise<void> {
    const total = 100;
    try {
      const body = await multipart(form);
      this.upload.onprogress?.({ loaded: total / 2, total });
      const answer = await fetch(this.#url, {
        method: 'POST',
        headers: { ...this.#headers, 'Content-Type': 'multipart/form-data; boundary=edge' },
        body,
        signal: this.#control.signal,
      });
      this.#answered = answer.headers;
      this.responseText = await answer.text();
      this.status = answer.status;
    } catch {
      this.status = 0;
    }
  }
}

/** The form of a page as bytes: Node's own fetch knows only Node's own forms. */
async function multipart(form: FormData): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  const text = (words: string) => parts.push(new TextEncoder().encode(words));
  for (const [name, value] of form) {
    const file = value instanceof File ? `; filename="${value.name}"` : '';
    text(`--edge\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n`);
    if (value instanceof File) parts.push(new Uint8Array(await value.arrayBuffer()));
    else text(value);
    text('\r\n');
  }
  text('--edge--\r\n');
  return new Uint8Array(Buffer.concat(parts));
}
