/** What a request brought back, read to its end. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The body as JSON; throws where it is none. */
  json<T = Record<string, unknown>>(): T;
}

interface Identity {
  cookie: string;
  csrf: string;
  accountId: string;
}

/** Speaks to the product as a browser or the console does: keeps cookies, follows no redirect by itself. */
export class Browser {
  private readonly cookies = new Map<string, string>();

  constructor(
    readonly origin: string,
    readonly identity?: Identity,
  ) {
    if (identity) this.keep(identity.cookie);
  }

  get accountId(): string {
    if (!this.identity) throw new Error('A visitor has no account');
    return this.identity.accountId;
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Answer> {
    const headers = new Headers(init.headers);
    if (this.cookies.size > 0)
      headers.set('cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const isSafe = ['GET', 'HEAD'].includes(init.method ?? 'GET');
    if (this.identity && !isSafe && !headers.has('x-csrf-token'))
      headers.set('x-csrf-token', this.identity.csrf);
    const url = path.startsWith('http') ? path : `${this.origin}${path}`;
    const response = await fetch(url, { redirect: 'manual', ...init, headers });
    for (const cookie of response.headers.getSetCookie()) this.keep(cookie);
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: <T>() => JSON.parse(text) as T,
    };
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.fetch(path, { headers });
  }

  /** A JSON request: POST unless told otherwise. */
  send(path: string, body?: unknown, method = 'POST'): Promise<Answer> {
    return this.fetch(path, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
  }

  /** What a plain form sends. */
  submit(path: string, fields: Record<string, string | string[]>): Promise<Answer> {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(fields))
      for (const each of [value].flat()) body.append(name, each);
    return this.fetch(path, { method: 'POST', body });
  }

  cookie(name: string): string | undefined {
    return this.cookies.get(name);
  }

  private keep(setCookie: string): void {
    const [pair] = setCookie.split(';');
    const [name, value] = [pair!.slice(0, pair!.indexOf('=')), pair!.slice(pair!.indexOf('=') + 1)];
    if (value === '') this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
