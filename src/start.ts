import 'reflect-metadata';
import { Supervisor } from './start/supervisor.js';

/** What a terminal's Ctrl-C and npm's forwarding of it make of one key press arrives within this time. */
const SAME_KEY_PRESS = 1_000;

const say = (line: string): void => console.log(line);
const supervisor = new Supervisor(process.env, say, (error) => void finish(error));

let isFinishing = false;

/** Ends with 0 when asked to stop and 1 when something failed, but always with everything stopped. */
async function finish(error?: unknown): Promise<void> {
  if (error) {
    process.exitCode = 1;
    console.error(error instanceof Error ? error.message : error);
    if (process.env.LOG_LEVEL === 'debug') console.error(error);
  }
  if (isFinishing) return;
  isFinishing = true;
  try {
    await supervisor.stop();
  } catch (failure) {
    console.error('Stopping failed:', failure);
    process.exitCode = 1;
  }
  process.exit();
}

let askedAt: number | undefined;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (askedAt === undefined) {
      askedAt = Date.now();
      say('\nStopping ... (again to stop without finishing what is under way)');
      void finish();
    } else if (Date.now() - askedAt > SAME_KEY_PRESS) {
      supervisor.hurry();
    }
  });
}

supervisor.start().catch((error: unknown) => finish(error));
