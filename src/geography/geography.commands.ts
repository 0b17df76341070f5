import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type AddCommands, group } from '../platform/commands/commands.js';
import { DistrictImport } from './district-import.service.js';
import { ZipPoints } from './zip-points.service.js';

const print = (report: object): void => void process.stdout.write(`${JSON.stringify(report)}\n`);

/** `import districts` and `import zips`. Each prints its report as one line of JSON. */
export const addGeographyCommands: AddCommands = (program, inProduct) => {
  const imports = group(program, 'import', 'load data from files');

  imports
    .command('districts <file>')
    .description('boundaries from a GeoJSON file in WGS84; run again, it changes what changed')
    .requiredOption('--kind <kind>', 'the layer: lower, upper, congress, town, county or your own word')
    .requiredOption('--id-property <name>', 'the property with the stable code of a district')
    .requiredOption('--name-property <name>', 'the property with its name')
    .requiredOption('--jurisdiction <jurisdiction>', 'MA, US or an Open Civic Data id')
    .action(
      (
        file: string,
        options: { kind: string; idProperty: string; nameProperty: string; jurisdiction: string },
      ) =>
        inProduct(async (product) => {
          const content = readFileSync(file, 'utf8');
          print(await product.get(DistrictImport).run(content, { ...options, source: path.basename(file) }));
        }),
    );

  imports
    .command('zips <file>')
    .description('ZIP codes with their points from a CSV file with a heading line')
    .option('--state <state>', 'for a file without a column for the state', '')
    .action((file: string, { state }: { state: string }) =>
      inProduct(async (product) =>
        print(await product.get(ZipPoints).run(readFileSync(file, 'utf8'), state)),
      ),
    );
};
