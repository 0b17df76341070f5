// node test/support/smtp-sink.mjs LOG [PORT]: the sink in a process of its own, for tests that kill everybody else.
// Prints its port; appends one JSON line a message to LOG, flushed before the message is answered.
import '../../bin/typescript.mjs';
import { appendFileSync } from 'node:fs';

const { SmtpSink } = await import('./smtp-sink.ts');
const [log, port = '0'] = process.argv.slice(2);
const sink = new SmtpSink();
sink.onCaught = ({ from, to, raw }) => {
  const messageId = /^Message-ID: <(.*)>\r$/im.exec(raw.toString('latin1'))?.[1];
  appendFileSync(log, `${JSON.stringify({ from, to, messageId, bytes: raw.length })}\n`);
  sink.caught.length = sink.commands.length = 0; // hours of mail would not fit into memory
};
await sink.listen(Number(port));
console.log(sink.port);
