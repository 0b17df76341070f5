import { JobRunner } from '../../src/platform/jobs/job-runner.js';
import { surviveLeftBehind } from '../../src/platform/jobs/left-behind.js';
import { settled } from '../support/settled.js';
import { boot } from './worked-jobs.js';

/** A worker to be killed or stopped: takes its settings from the command line and works until then. */
surviveLeftBehind();
const app = await boot(JSON.parse(process.argv[2]!) as Parameters<typeof boot>[0]);
process.once('SIGTERM', () => void app.close().then(() => process.exit(0)));
await settled('it works', () => app.get(JobRunner).isWorking);
console.log('ready');
