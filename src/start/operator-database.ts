import { keptSecretKey } from '../platform/config/secret-key.js';
import { borrowOwnDatabase, dataFolder } from '../platform/database/own-database.js';

/**
 * The environment for one command of the operator: DATABASE_URL as given, or the embedded database of this data
 * folder (that of the running `npm start`, else started for the time of the work), and the folder's secret key.
 */
export async function withDatabaseOfThisFolder(
  environment: NodeJS.ProcessEnv,
  work: (environment: NodeJS.ProcessEnv) => Promise<void>,
): Promise<void> {
  if (environment['DATABASE_URL'] && environment['SECRET_KEY']) return work(environment);
  const data = dataFolder(environment['ACCORD_DATA']);
  const own = environment['DATABASE_URL'] ? undefined : await borrowOwnDatabase(data);
  try {
    await work({
      ...environment,
      ACCORD_DATA: data.path,
      DATABASE_URL: environment['DATABASE_URL'] ?? own!.url,
      SECRET_KEY: environment['SECRET_KEY'] ?? keptSecretKey(data.path),
    });
  } finally {
    await own?.close();
  }
}
