import { type AddCommands, group } from '../platform/commands/commands.js';
import { Appointing } from './appointing.service.js';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** `staff create` prints a one-time sign-in link, `api-key create` the key: nothing else goes to standard output. */
export const addStaffCommands: AddCommands = (program, inProduct) => {
  group(program, 'staff', 'accounts of people')
    .command('create')
    .description('give a role to an address, and print a link that signs in once within 30 minutes')
    .requiredOption('--email <address>', 'whose account it is')
    .requiredOption('--role <role>', 'network-admin, chapter-admin, organizer, sender, analyst ...')
    .option('--chapter <slug>', 'in which chapter; the whole network where it is not said')
    .option('--name <name>', 'what to call them')
    .action((options: { email: string; role: string; chapter?: string; name?: string }) =>
      inProduct(async (product) => {
        const { email, role, name, chapter: slug } = options;
        print(await product.get(Appointing).staff({ email, role, name, slug }));
      }),
    );

  group(program, 'api-key', 'keys for programs')
    .command('create')
    .description('make an API key that holds for a year, and print it once')
    .requiredOption('--name <name>', 'what it is for')
    .requiredOption('--role <role>', 'what it may do')
    .option('--chapter <slug>', 'in which chapter; the whole network where it is not said')
    .action(({ name, role, chapter: slug }: { name: string; role: string; chapter?: string }) =>
      inProduct(async (product) => print(await product.get(Appointing).apiKey({ name, role, slug }))),
    );
};
