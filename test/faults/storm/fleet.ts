import { startBuilt, type TestProcess } from '../../support/processes.js';
import { type Ended } from './evidence.js';

/** The processes of one installation, and how each of them ended. */
export class Fleet {
  readonly ended: Ended[] = [];
  private readonly living = new Map<string, TestProcess>();
  private readonly closings: Promise<void>[] = [];
  private started = 0;

  constructor(private readonly environment: NodeJS.ProcessEnv) {
    // Where the run itself is broken off, nothing of it stays behind.
    process.once('exit', () => {
      for (const { pid } of this.living.values()) process.kill(pid, 'SIGKILL');
    });
  }

  /** Names of those that live, in the order of their start. */
  get names(): string[] {
    return [...this.living.keys()];
  }

  /** Gives its name. */
  start(entry: 'worker' | 'main'): string {
    const name = `${entry} ${++this.started}`;
    const member = startBuilt(entry, [], { env: this.environment });
    this.living.set(name, member);
    this.closings.push(
      member.ended.then(({ code, signal }) => {
        if (!this.living.delete(name)) return; // it was told to
        this.ended.push({ name, code, signal, sent: null, took: 0, output: member.output });
      }),
    );
    return name;
  }

  /** Sends the signal and waits for the end, whatever it is. */
  async end(name: string, sent: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const member = this.living.get(name);
    if (!member) return;
    this.living.delete(name);
    const from = Date.now();
    const { code, signal } = await member.end(sent);
    this.ended.push({ name, code, signal, sent, took: Date.now() - from, output: member.output });
  }

  /** Stops it where it stands, as a machine that swaps or a hypervisor that moves it does. */
  freeze(name: string): void {
    this.signal(name, 'SIGSTOP');
  }

  thaw(name: string): void {
    this.signal(name, 'SIGCONT');
  }

  async stopAll(): Promise<void> {
    await Promise.all(this.names.map((name) => this.end(name, 'SIGTERM')));
    await Promise.all(this.closings);
  }

  private signal(name: string, signal: NodeJS.Signals): void {
    const member = this.living.get(name);
    if (member) process.kill(member.pid, signal);
  }
}
