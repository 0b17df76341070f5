import { createSocket, type Socket } from 'node:dgram';

const HEADER = 12;
const A = 1;
const PTR = 12;
const MX = 15;
const TXT = 16;
const SERVFAIL = 0x8182;
const NXDOMAIN = 0x8183;
const FOUND = 0x8180;

/** A name server on the loopback (RFC 1035 4.1). Names it does not know do not exist. */
export class DnsServer {
  /** Where a name has several, each is a line. */
  readonly txt = new Map<string, string>();
  /** The one mail server of a domain. */
  readonly mx = new Map<string, string>();
  /** The one IPv4 address of a name. */
  readonly a = new Map<string, string>();
  /** The one name of an address, which stands as `1.2.0.192.in-addr.arpa`. */
  readonly ptr = new Map<string, string>();
  /** Answers nothing but "server failure". */
  isFailing = false;
  readonly asked: string[] = [];

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
    const name = labels.join('.').toLowerCase();
    const type = query.readUInt16BE(at + 1);
    const data = this.isFailing ? [] : this.dataOf(name, type);
    this.asked.push(name);
    const header = Buffer.from(query.subarray(0, HEADER));
    header.writeUInt16BE(this.isFailing ? SERVFAIL : data.length > 0 ? FOUND : NXDOMAIN, 2);
    header.writeUInt16BE(data.length, 6);
    header.fill(0, 8);
    return Buffer.concat([header, question, ...data.map((each) => answerOf(type, each))]);
  }

  private dataOf(name: string, type: number): Buffer[] {
    const record = { [A]: this.a, [PTR]: this.ptr, [TXT]: this.txt, [MX]: this.mx }[type]?.get(name);
    if (record === undefined) return [];
    switch (type) {
      case A:
        return [Buffer.from(record.split('.').map(Number))];
      case PTR:
        return [nameOf(record)];
      case MX:
        return [Buffer.concat([Buffer.from([0, 10]), nameOf(record)])]; // its preference stands first
      default:
        return record
          .split('\n')
          .map((line) => Buffer.concat((line.match(/.{1,255}/gs) ?? []).map(stringOf)));
    }
  }
}

function answerOf(type: number, data: Buffer): Buffer {
  const answer = Buffer.alloc(12);
  answer.writeUInt16BE(0xc000 | HEADER, 0); // the name of the question
  answer.writeUInt16BE(type, 2);
  answer.writeUInt16BE(1, 4);
  answer.writeUInt32BE(60, 6);
  answer.writeUInt16BE(data.length, 10);
  return Buffer.concat([answer, data]);
}

function stringOf(text: string): Buffer {
  return Buffer.concat([Buffer.from([text.length]), Buffer.from(text, 'ascii')]);
}

function nameOf(name: string): Buffer {
  return Buffer.concat([...name.split('.').map(stringOf), Buffer.from([0])]);
}
