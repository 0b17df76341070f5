import 'reflect-metadata';
import { AppModule } from './app.module.js';
import { InletServer } from './email/inbound/inlet-server.js';
import { Config } from './platform/config/config.js';
import { waitForDatabase } from './platform/database/wait-for-database.js';
import { createWeb } from './platform/http/web-server.js';
import { MailboxServer } from './platform/mailbox/mailbox-server.js';
import { stopWhenParentGoes } from './platform/process/parent.js';
import { stopOnSignals } from './platform/process/stop-on-signals.js';
import { checkKeys } from './platform/tokens/check-keys.js';

process.env['NODE_ENV'] ??= 'production'; // React renders 6 to 9 times slower otherwise
const config = Config.from(process.env);
await waitForDatabase(config.DATABASE_URL, { say: (line) => console.error(line) });
await checkKeys(config);
const app = await createWeb(AppModule.forRoot(config, 'accord_web'), config);
stopOnSignals(() => app.close());
stopWhenParentGoes(() => app.close());
if (config.usesMailbox) await app.get(MailboxServer).listen();
await app.get(InletServer).listen();
await app.listen(config.PORT, config.HOST);
