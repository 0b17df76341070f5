import { type ChildProcess, spawn } from 'node:child_process';
import { HEAP_LIMIT } from './heap-limit.js';

export interface SupervisedOptions {
  /** For messages: "web", "worker 1". */
  name: string;
  /** Compiled entry file. */
  script: string;
  env: NodeJS.ProcessEnv;
  /** Takes one line for people. */
  say: (line: string) => void;
  /** Called once when the process never came up. */
  onHopeless: (error: Error) => void;
}

/** A process that lived this long had come up; its later crashes are accidents, and it is restarted for ever. */
const CAME_UP = 10_000;
const HOPELESS_AFTER = 5;
const LONGEST_PAUSE = 30_000;
/** Above the 25 s that a drain may take. */
const DRAIN = 28_000;

/**
 * A child process that is started again when it ends by itself, after 0.5, 1, 2 ... 30 s. One that five times did not
 * live for ten seconds has something that a restart will not mend, and is reported as hopeless.
 *
 * It leads a session of its own, so that Ctrl-C in the terminal reaches only the supervisor, which stops things in
 * their order; and it has a channel to the supervisor, by which it learns of the supervisor's death.
 */
export class Supervised {
  private child: ChildProcess | undefined;
  private restart: NodeJS.Timeout | undefined;
  private isStopping = false;
  private hasComeUp = false;
  private crashes = 0;

  constructor(private readonly options: SupervisedOptions) {}

  start(): void {
    const { name, script, env, say, onHopeless } = this.options;
    const startedAt = Date.now();
    const child = spawn(process.execPath, [HEAP_LIMIT, script], {
      env,
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.child = child;
    child.once('exit', (code, signal) => {
      this.child = undefined;
      if (this.isStopping) return;
      const lived = Date.now() - startedAt;
      if (lived >= CAME_UP) {
        this.hasComeUp = true;
        this.crashes = 0;
      }
      this.crashes++;
      const how = signal ? `was ended by ${signal}` : `ended with code ${code}`;
      if (!this.hasComeUp && this.crashes >= HOPELESS_AFTER) {
        onHopeless(
          new Error(`The ${name} process ${how}, ${this.crashes} times in a row; its own message is above.`),
        );
        return;
      }
      const pause = Math.min(500 * 2 ** (this.crashes - 1), LONGEST_PAUSE);
      say(`The ${name} process ${how}; starting it again in ${pause / 1000} s.`);
      this.restart = setTimeout(() => this.start(), pause);
    });
  }

  /** SIGTERM, 28 s to drain, then SIGKILL. */
  async stop(): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.restart);
    const child = this.child;
    if (!child) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const limit = setTimeout(() => child.kill('SIGKILL'), DRAIN);
    child.kill('SIGTERM');
    await ended;
    clearTimeout(limit);
  }

  /** Ends it at once. What it was doing is taken up again by the next start, as after a power cut. */
  kill(): void {
    this.isStopping = true;
    clearTimeout(this.restart);
    this.child?.kill('SIGKILL');
  }
}
