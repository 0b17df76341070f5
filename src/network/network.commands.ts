import { type AddCommands, group } from '../platform/commands/commands.js';
import { Database } from '../platform/database/database.service.js';
import { Scope } from '../platform/database/scope.js';
import { Networks } from './networks.service.js';

/** `network create`: the first step on a server of one's own, before `staff create` can give anybody a role in it. */
export const addNetworkCommands: AddCommands = (program, inProduct) => {
  group(program, 'network', 'the network of this installation')
    .command('create')
    .description('found the network on an installation that has none, and print its id')
    .requiredOption('--name <name>', 'as people know it')
    .action(({ name }: { name: string }) =>
      inProduct(async (product) => {
        const networks = product.get(Networks);
        const id = await product.get(Database).as(Scope.nothing, (tx) => networks.found(tx, { name }));
        process.stdout.write(`${id}\n`);
      }),
    );
};
