import { type AddCommands, group } from '../../platform/commands/commands.js';
import { Practice } from './practice.service.js';
import { Sample } from './sample.service.js';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** `sample load` and `sample remove`. */
export const addSampleCommands: AddCommands = (program, inProduct) => {
  const sample = group(program, 'sample', 'the sample coalition to practise with');

  sample
    .command('load')
    .description('load the sample coalition into an empty database and print its sign-ins')
    .action(() =>
      inProduct(async (product) => {
        const signIns = await product.get(Sample).load(new Date());
        if (!signIns) return say('The sample coalition is loaded already.');
        for (const { email, password, role } of signIns)
          process.stdout.write(`${email}\t${password}\t${role}\n`);
      }),
    );

  sample
    .command('remove')
    .description('remove everything that is practice; what is real stays')
    .action(() =>
      inProduct(async (product) => {
        const removed = await product.get(Practice).remove();
        process.stdout.write(`${JSON.stringify({ removed })}\n`);
      }),
    );
};
