import { type INestApplicationContext } from '@nestjs/common';
import { type Command } from 'commander';

/** Runs one piece of an operator's work inside the product, as the owner of the tables, and closes it again. */
export type InProduct = (work: (product: INestApplicationContext) => Promise<void>) => Promise<void>;

/** What a feature adds to the operator's tool: `<feature>.commands.ts` exports one of these. */
export type AddCommands = (program: Command, inProduct: InProduct) => void;

/** The command of this name, made when it is not there yet: `import` has subcommands of several features. */
export function group(program: Command, name: string, description: string): Command {
  return (
    program.commands.find((each) => each.name() === name) ?? program.command(name).description(description)
  );
}
