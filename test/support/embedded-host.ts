// A process that owns an embedded PostgreSQL in the folder given, says where it is, and stops it on SIGTERM.
import { FolderInUse, startEmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';

const [folder] = process.argv.slice(2);
try {
  const settings = { shared_buffers: '32MB' };
  const embedded = await startEmbeddedPostgres({ folder: folder!, database: 'accord', settings });
  const alive = setInterval(() => void embedded.revive().then((had) => had && console.log('revived')), 200);
  process.once('SIGTERM', () => {
    clearInterval(alive);
    void embedded.stop().then(() => console.log('stopped'));
  });
  console.log(JSON.stringify({ url: embedded.url, isNew: embedded.isNew }));
} catch (error) {
  if (!(error instanceof FolderInUse)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
