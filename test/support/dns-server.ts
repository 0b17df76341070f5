import { createSocket, type Socket } from 'node:dgram';

const HEADER = 12;
const TXT = 16;

/** A name server on the loopback that knows TXT records only (RFC 1035 4.1). Names it does not know do not exist. */
export class DnsServer {
  readonly txt = new Map<string, string>();

  private constructor(
    private readonly socket: Socket,
    readonly address: string,
  ) {
    socket.on('message', (query, from) => socket.send(this.answer(query), from.port, from.address));
  }

  static start(): Promise<DnsServer> {
    const socket = createSocket('udp4');
    return new Promise((resolve) => {
      socket.bind(0, '127.0.0.1', () => resolve(new DnsServer(socket, `127.0.0.1:${socket.address().port}`)));
    });
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.socket.close(() => resolve()));
  }

  private answer(query: Buffer): Buffer {
    const labels: string[] = [];
    let at = HEADER;
    for (let length = query[at]!; length > 0; length = query[at]!) {
      labels.push(query.toString('ascii', at + 1, at + 1 + length));
      at += 1 + length;
    }
    const question = query.subarray(HEADER, at + 5);
    const record = this.txt.get(labels.join('.').toLowerCase());
    const header = Buffer.from(query.subarray(0, HEADER));
    header.writeUInt16BE(record === undefined ? 0x8183 : 0x8180, 2); // a response; NXDOMAIN where there is none
    header.writeUInt16BE(record === undefined ? 0 : 1, 6);
    header.fill(0, 8);
    if (record === undefined) return Buffer.concat([header, question]);
    const strings = (record.match(/.{1,255}/gs) ?? []).map((each) =>
      Buffer.concat([Buffer.from([each.length]), Buffer.from(each, 'ascii')]),
    );
    const data = Buffer.concat(strings);
    const answer = Buffer.alloc(12);
    answer.writeUInt16BE(0xc000 | HEADER, 0); // the name of the question
    answer.writeUInt16BE(TXT, 2);
    answer.writeUInt16BE(1, 4);
    answer.writeUInt32BE(60, 6);
    answer.writeUInt16BE(data.length, 10);
    return Buffer.concat([header, question, answer, data]);
  }
}
