import { type AddCommands } from '../../platform/commands/commands.js';
import { Keys, type KeyUse } from './keys.service.js';

/** `keys` and `keys rotate`: a line for each column and key, and exit code 1 where something cannot be read. */
export const addKeyCommands: AddCommands = (program, inProduct) => {
  const report = (held: number[], uses: KeyUse[]): void => {
    const [newest, ...older] = held;
    const others = older.length > 0 ? ` Also held: ${older.join(', ')}.` : '';
    process.stdout.write(`Key ${newest} encrypts and signs.${others}\n`);
    for (const { column, keyId, isReadable, count } of uses)
      process.stdout.write(
        `${column}: ${count} by ${isReadable ? `key ${keyId}` : whatIsWrong(keyId, held)}\n`,
      );
    for (const id of older.filter((each) => !uses.some(({ keyId }) => keyId === each)))
      process.stdout.write(`Nothing stored needs key ${id}. Links that it signed still do.\n`);
    if (uses.some(({ isReadable }) => !isReadable)) process.exitCode = 1;
  };
  const keys = program
    .command('keys')
    .description('say how many values each key reads; exit 1 where something cannot be read')
    .action(() =>
      inProduct(async (product) => {
        const service = product.get(Keys);
        report(service.held, await service.use());
      }),
    );
  keys
    .command('rotate')
    .description('encrypt everything with the first key of SECRET_KEY; can be ended and begun again')
    .action(() =>
      inProduct(async (product) => {
        const service = product.get(Keys);
        report(service.held, await service.rotate());
      }),
    );
};

function whatIsWrong(keyId: number, held: number[]): string {
  if (keyId === 0) return 'no key that is held';
  return held.includes(keyId) ? `key ${keyId}, which does not open them` : `key ${keyId}, which is not held`;
}
