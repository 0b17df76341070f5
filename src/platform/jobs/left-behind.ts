import { Logger } from '@nestjs/common';
import { isAway } from '../database/away.js';

/**
 * Where the database goes while a worker stops, BullMQ leaves a rejection that nobody waits for (the promise of its
 * AsyncFifoQueue), which would end the process in the middle of its stopping. It is said, and the stopping goes on. Any
 * other error that nobody waits for still ends the process.
 */
export function surviveLeftBehind(): void {
  process.on('unhandledRejection', (error) => {
    if (!isAway(error)) throw error;
    new Logger('Queue').warn(
      `The database went away in the middle of something: ${(error as Error).message}`,
    );
  });
}
