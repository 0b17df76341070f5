import { existsSync } from 'node:fs';
import path from 'node:path';

/** Open data and corpora that are too large or not ours to commit: beside the project, or in ACCORD_TEST_DATA. */
const FOLDER = process.env.ACCORD_TEST_DATA ?? path.resolve(import.meta.dirname, '../../../shared/data');

/** The path of a file of the test data, or undefined where it is absent: its tests are then skipped, visibly. */
export function testData(file: string): string | undefined {
  const found = path.join(FOLDER, file);
  return existsSync(found) ? found : undefined;
}
