import { createServer, type Server, type Socket } from 'node:net';
import { type RelayEvent } from './evidence.js';
import { mailboxOf, type Mood, moodOf, REFUSALS, type Temper, temperOf } from './relay-moods.js';

/** A greylist lets a triple of sender, recipient and relay in when it comes again after so long, in ms. */
const GREYLIST = 1_500;
/** A deaf connection and one that is silent after the dot are cut after so long: shorter than anybody's patience. */
const SILENCE = 4_000;
/** Between two bytes of an answer from the tarpit, in ms. */
const DRIP = 40;

/**
 * A relay that misbehaves in every way that relays do, by a seed. It keeps nothing but the time of greylisted triples and
 * how often each mailbox was tried, and tells `onEvent` of each message before it answers the final dot.
 */
export class HostileRelay {
  /** Once calm it refuses only for mailboxes that are bad for good. */
  isCalm = false;
  private connections = 0;
  private readonly sockets = new Set<Socket>();
  private readonly tries = new Map<string, number>();
  private readonly greylist = new Map<string, number>();
  private readonly server: Server = createServer((socket) => new Session(this, socket).begin());

  constructor(
    readonly seed: number,
    /** Connections at once; the next is told to go away. */
    private readonly cap: number,
    readonly onEvent: (event: RelayEvent) => void,
  ) {}

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return (this.server.address() as { port: number }).port;
  }

  /** Takes a connection in, and says how it will be. */
  admit(socket: Socket): Temper & { isTooMany: boolean } {
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket));
    const isTooMany = !this.isCalm && this.sockets.size > this.cap;
    const even = { isDeaf: false, closesAfter: null, sendsAwayAfter: null };
    return { ...(this.isCalm ? even : temperOf(this.seed, ++this.connections)), isTooMany };
  }

  /** How this try at a mailbox goes; each asking is a try. */
  moodOf(from: string, to: string): Mood | 'dead' | 'picky' {
    const mailbox = mailboxOf(this.seed, to);
    if (mailbox !== 'fine') return mailbox;
    if (this.isCalm) return 'kind';
    const since = this.greylist.get(`${from} ${to}`);
    if (since !== undefined && Date.now() - since < GREYLIST) return 'greylisted';
    const attempt = (this.tries.get(to) ?? 0) + 1;
    this.tries.set(to, attempt);
    const mood = moodOf(this.seed, to, attempt);
    if (mood === 'greylisted') this.greylist.set(`${from} ${to}`, Date.now());
    return mood;
  }
}

/** One connection. */
class Session {
  private input = '';
  private from = '';
  private to = '';
  private mood: ReturnType<HostileRelay['moodOf']> = 'kind';
  private messages = 0;
  private hasRecipient = false;
  private isInData = false;
  private temper: Temper;

  constructor(
    private readonly relay: HostileRelay,
    private readonly socket: Socket,
  ) {}

  begin(): void {
    const { socket } = this;
    socket.setNoDelay(true).setEncoding('latin1');
    socket.on('error', () => socket.destroy());
    const { isTooMany, ...temper } = this.relay.admit(socket);
    this.temper = temper;
    if (isTooMany) return void socket.end('421 4.7.0 too many connections from you\r\n');
    if (temper.isDeaf) return this.hangUpLater();
    this.say('220 storm.example ESMTP');
    socket.on('data', (chunk: string) => {
      this.input += chunk;
      while (!socket.destroyed && (this.isInData ? this.message() : this.command())) continue;
    });
  }

  /** Reads one command; false where none has come whole. */
  private command(): boolean {
    const end = this.input.indexOf('\r\n');
    if (end < 0) return false;
    const line = this.input.slice(0, end);
    this.input = this.input.slice(end + 2);
    const address = /<(.*?)>/.exec(line)?.[1] ?? '';
    switch (line.slice(0, 4).toUpperCase()) {
      case 'EHLO':
        this.say('250-storm.example\r\n250-PIPELINING\r\n250-AUTH PLAIN\r\n250 8BITMIME');
        break;
      case 'AUTH':
        this.say('235 2.7.0 welcome');
        break;
      case 'MAIL':
        this.from = address;
        this.hasRecipient = false;
        this.mail();
        break;
      case 'RCPT':
        this.to = address;
        this.recipient();
        break;
      case 'DATA':
        this.data();
        break;
      case 'QUIT':
        this.socket.end('221 2.0.0 bye\r\n');
        break;
      default:
        this.say('250 2.0.0 ok');
    }
    return true;
  }

  private mail(): void {
    const { sendsAwayAfter } = this.temper;
    if (sendsAwayAfter !== null && this.messages >= sendsAwayAfter)
      return void this.socket.end('421 4.7.0 enough for one connection\r\n');
    this.say('250 2.1.0 ok');
  }

  private recipient(): void {
    const mood = (this.mood = this.relay.moodOf(this.from, this.to));
    if (mood === 'dead' || mood === 'picky') return this.say(REFUSALS[mood]);
    if (mood === 'greylisted') return this.say('451 4.7.1 greylisted, please try again later');
    if (mood === 'busy-at-rcpt') return this.say('450 4.2.0 busy');
    if (mood === 'cut-at-rcpt') return void this.socket.destroy();
    this.hasRecipient = true;
    this.say('250 2.1.5 ok');
  }

  private data(): void {
    if (!this.hasRecipient) return this.say('503 5.5.1 no recipient'); // commands come together (RFC 2920)
    if (this.mood === 'busy-at-data') return this.say('451 4.3.0 try again later');
    if (this.mood === 'cut-at-data') return void this.socket.destroy();
    this.isInData = true;
    this.say('354 go on');
  }

  /** Reads the message; false while it has not come whole. */
  private message(): boolean {
    if (this.mood === 'cut-in-message') {
      this.relay.onEvent({ kind: 'cut', at: Date.now(), to: this.to });
      this.socket.destroy();
      return false;
    }
    const end = this.input.indexOf('\r\n.\r\n');
    if (end < 0) return false;
    const raw = this.input.slice(0, end + 2);
    this.input = this.input.slice(end + 5);
    this.isInData = false;
    this.messages += 1;
    this.dot(raw);
    if (this.messages === this.temper.closesAfter) this.socket.end();
    return true;
  }

  private dot(raw: string): void {
    switch (this.mood) {
      case 'busy-at-dot':
        return this.say('452 4.3.1 out of storage just now');
      case 'sent-away-at-dot':
        return void this.socket.end('421 4.7.28 unusual rate of mail, come back later\r\n');
      case 'objects':
        return this.say('550 5.7.1 message rejected as spam');
      case 'cut-after-dot':
        this.take(raw, false);
        return void this.socket.destroy();
      case 'silent-after-dot':
        this.take(raw, false);
        return this.hangUpLater();
      case 'tarpit':
        this.take(raw, true);
        return this.drip('250 2.0.0 ok, at last');
      default:
        this.take(raw, true);
        this.say('250 2.0.0 ok');
    }
  }

  private take(raw: string, isAnswered: boolean): void {
    const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]/g, ' ');
    this.relay.onEvent({
      kind: 'taken',
      at: Date.now(),
      to: this.to,
      messageId: /^Message-ID: <(.+)>/im.exec(head)?.[1] ?? '',
      isAnswered,
      leaving: /^List-Unsubscribe: <([^>]+)>/im.exec(head)?.[1] ?? null,
    });
  }

  private say(reply: string): void {
    if (this.socket.writable) this.socket.write(`${reply}\r\n`);
  }

  private drip(reply: string): void {
    const bytes = [...`${reply}\r\n`];
    const timer = setInterval(() => {
      if (!this.socket.writable || bytes.length === 0) clearInterval(timer);
      else this.socket.write(bytes.shift()!);
    }, DRIP);
  }

  private hangUpLater(): void {
    setTimeout(() => this.socket.destroy(), SILENCE).unref();
  }
}
