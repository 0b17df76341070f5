import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { HEAP_LIMIT } from '../platform/process/heap-limit.js';

export interface SignIn {
  email: string;
  password: string;
  role: string;
}

/**
 * The sample coalition is loaded into a new embedded database and never again. That it is still owed is written down
 * beside the database before anything else happens, so a first start that is killed half-way is made good by the second.
 */
export class OwedSample {
  private readonly mark: string;
  private loading: ChildProcess | undefined;

  /** @param folder of the embedded database. */
  constructor(folder: string) {
    this.mark = path.join(folder, 'sample-owed');
  }

  owe(): void {
    writeFileSync(this.mark, '');
  }

  get isOwed(): boolean {
    return existsSync(this.mark);
  }

  settle(): void {
    rmSync(this.mark, { force: true });
  }

  /**
   * Runs the operator's `sample load`, which finishes whole or not at all.
   *
   * @throws when it fails; the sample stays owed.
   */
  async load(cli: string, env: NodeJS.ProcessEnv): Promise<void> {
    const child = spawn(process.execPath, [HEAP_LIMIT, cli, 'sample', 'load'], {
      env,
      detached: true,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    this.loading = child;
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', resolve);
    });
    this.loading = undefined;
    if (code !== 0) throw new Error(`Loading the sample coalition failed (code ${code}).`);
    this.settle();
  }

  interrupt(): void {
    this.loading?.kill('SIGTERM');
  }
}

/** The sample's accounts, as `sample load` wrote them down; none when there is no sample. */
export function sampleSignIns(folder: string): SignIn[] {
  const file = path.join(folder, 'sample-sign-ins.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as SignIn[]) : [];
}
