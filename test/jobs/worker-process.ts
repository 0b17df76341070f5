import { boot } from './worked-jobs.js';

/** A worker to be killed: takes its settings from the command line and works until it is stopped. */
const app = await boot(JSON.parse(process.argv[2]!) as Parameters<typeof boot>[0]);
process.once('SIGTERM', () => void app.close().then(() => process.exit(0)));
console.log('ready');
