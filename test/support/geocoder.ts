import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { parse } from 'csv-parse/sync';

/** A geocoder that speaks as the Census's does, on this machine: it knows the streets that it is given. */
export class GeocoderStandIn {
  /** Streets it was asked about, in their order. */
  readonly asked: string[] = [];
  isAway = false;
  private readonly server: Server;

  constructor(private readonly streets: ReadonlyMap<string, { latitude: number; longitude: number }>) {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        if (this.isAway) return response.writeHead(503).end();
        const url = new URL(request.url!, 'http://geocoder');
        const isBatch = url.pathname === '/geocoder/locations/addressbatch';
        response.end(isBatch ? this.batch(Buffer.concat(chunks).toString()) : this.one(url.searchParams));
      });
    });
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/geocoder`;
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  private find(street: string): { x: number; y: number } | null {
    this.asked.push(street);
    const point = this.streets.get(street);
    return point ? { x: point.longitude, y: point.latitude } : null;
  }

  private one(query: URLSearchParams): string {
    const coordinates = this.find(query.get('street')!);
    return JSON.stringify({ result: { addressMatches: coordinates ? [{ coordinates }] : [] } });
  }

  /** The file stands between the blank line after its heading and the next boundary (RFC 7578). */
  private batch(form: string): string {
    const file = /addresses\.csv"[\s\S]*?\r\n\r\n([\s\S]*?)\r\n--/.exec(form)![1]!;
    const lines: string[][] = parse(file);
    return lines
      .map(([id, street = '', ...rest]) => {
        const input = `"${[street, ...rest].join(', ')}"`;
        const found = this.find(street);
        return found
          ? `"${id}",${input},"Match","Exact",${input},"${found.x},${found.y}","86869","L"`
          : `"${id}",${input},"No_Match"`;
      })
      .join('\n');
  }
}
