import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { HEAP_LIMIT } from '../../src/platform/process/heap-limit.js';
import { settled } from './settled.js';

const root = path.resolve(import.meta.dirname, '..', '..');

export interface ProcessOptions {
  /** Laid over this process's own environment; undefined takes a variable away. */
  env?: NodeJS.ProcessEnv;
  uid?: number;
  gid?: number;
}

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** A child process for tests that kill: its output is collected, and it never outlives the test run. */
export class TestProcess {
  readonly ended: Promise<Exit>;
  private readonly child: ChildProcess;
  private collected = '';
  private exit: Exit | undefined;

  constructor(args: string[], { env, uid, gid }: ProcessOptions) {
    this.child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, NODE_OPTIONS: undefined, ...env },
      uid,
      gid,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const collect = (chunk: Buffer): void => void (this.collected += chunk.toString());
    this.child.stdout!.on('data', collect);
    this.child.stderr!.on('data', collect);
    // 'close' and not 'exit': by then all of the output has been read.
    this.ended = new Promise((resolve) =>
      this.child.once('close', (code, signal) => resolve((this.exit = { code, signal }))),
    );
    living.add(this);
    void this.ended.then(() => living.delete(this));
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** Standard output and standard error as they came. */
  get output(): string {
    return this.collected;
  }

  /** The first match of the pattern in the output, awaited. Fails at once, with the output, when the process ends before. */
  async says(pattern: RegExp, patience = 90_000): Promise<RegExpExecArray> {
    return settled(
      `the process said ${String(pattern)}; it said:\n${this.collected}`,
      () => {
        const match = pattern.exec(this.collected);
        if (!match && this.exit)
          throw new Error(`ended (${JSON.stringify(this.exit)}) saying:\n${this.collected}`);
        return match;
      },
      patience,
    );
  }

  /** Sends the signal and waits for the end. */
  async end(signal: NodeJS.Signals): Promise<Exit> {
    this.child.kill(signal);
    return this.ended;
  }
}

const living = new Set<TestProcess>();

/** Runs a TypeScript file of the checkout by plain node. */
export function startScript(file: string, args: string[], options: ProcessOptions = {}): TestProcess {
  return new TestProcess(['--import', './bin/typescript.mjs', file, ...args], options);
}

/** Runs an entry point as `nest build` wrote it: 'main', 'worker', 'start', 'cli'. */
export function startBuilt(entry: string, args: string[] = [], options: ProcessOptions = {}): TestProcess {
  return new TestProcess([HEAP_LIMIT, path.join(root, 'dist', 'src', `${entry}.js`), ...args], options);
}

/** For afterEach: ends what a failed test left running. */
export async function endProcesses(): Promise<void> {
  await Promise.all([...living].map((each) => each.end('SIGKILL')));
}
