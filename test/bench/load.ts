import { connect, createServer, type Socket } from 'node:net';

export interface Figures {
  /** Requests answered, the warm-up included. */
  done: number;
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
}

/** Lets every worker do one thing after another for a while, and measures what came after the warm-up. */
export async function measure<Worker>(
  { seconds, warmUp }: { seconds: number; warmUp: number },
  workers: Worker[],
  work: (worker: Worker) => Promise<void>,
): Promise<Figures> {
  const from = performance.now() + warmUp * 1_000;
  const until = from + seconds * 1_000;
  const times: number[] = [];
  let done = 0;
  await Promise.all(
    workers.map(async (worker) => {
      for (let started = performance.now(); started < until; started = performance.now()) {
        await work(worker);
        done++;
        if (started >= from) times.push(performance.now() - started);
      }
    }),
  );
  times.sort((a, b) => a - b);
  const at = (share: number): number =>
    Number(times[Math.floor(share * (times.length - 1))]?.toFixed(1) ?? 0);
  return { done, perSecond: Math.round(times.length / seconds), p50: at(0.5), p99: at(0.99) };
}

/**
 * A keep-alive connection that speaks just enough HTTP/1.1 (RFC 9112) for one request after another: fetch would cost
 * more than what it measures.
 */
export class HttpConnection {
  private received = '';
  private answered: ((status: number) => void) | undefined;
  private failed: ((error: Error) => void) | undefined;

  private constructor(
    private readonly socket: Socket,
    private readonly port: number,
  ) {
    socket.setNoDelay(true);
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => this.read(chunk));
    socket.on('error', (error) => this.failed?.(error));
    socket.on('close', () => this.failed?.(new Error('The server closed the connection')));
  }

  static open(port: number): Promise<HttpConnection> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => resolve(new HttpConnection(socket, port)));
      socket.once('error', reject);
    });
  }

  /** The status of the answer, once all of it has come. */
  post(path: string, body: string, headers: Record<string, string> = {}): Promise<number> {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    return new Promise((resolve, reject) => {
      this.answered = resolve;
      this.failed = reject;
      this.socket.write(
        `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${this.port}\r\ncontent-type: application/x-www-form-urlencoded\r\n` +
          `content-length: ${Buffer.byteLength(body)}\r\n${lines.join('')}\r\n${body}`,
      );
    });
  }

  close(): void {
    this.failed = undefined;
    this.socket.destroy();
  }

  private read(chunk: string): void {
    this.received += chunk;
    const end = this.received.indexOf('\r\n\r\n');
    if (end < 0) return;
    const length = Number(/content-length: (\d+)/i.exec(this.received.slice(0, end))?.[1] ?? 0);
    if (this.received.length < end + 4 + length) return;
    const status = Number(this.received.slice(9, 12));
    this.received = this.received.slice(end + 4 + length);
    this.answered?.(status);
  }
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
