import { describe } from '@jest/globals';
import { freshDatabase } from '../support/database.js';
import { behavesAsAQueue } from './queue-behaviour.js';

describe('the queue on PostgreSQL', () => {
  behavesAsAQueue(async () => ({ databaseUrl: await freshDatabase() }));
});
