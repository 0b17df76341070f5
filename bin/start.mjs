// `npm start`: on a fresh clone installs and builds, then becomes the supervisor (src/start.ts), in this same process, so
// that a signal has one receiver.
import { build, install, readSettings, requireNode } from './prepare.mjs';

requireNode();
readSettings();
await install();
await build();
await import('../dist/src/start.js');
