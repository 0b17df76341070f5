import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse';
import { createReadStream } from 'node:fs';
import { type AddCommands, group } from '../platform/commands/commands.js';
import { Invalid } from '../platform/http/errors.js';
import { type OfficialsFile } from './officials/import-files.js';
import { OfficialsFiles } from './officials/officials-files.service.js';
import { OfficialsImport } from './officials/officials-import.service.js';
import { Representation } from './officials/representation.service.js';

const print = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

/** `import officials` prints its report as one line of JSON; `locate` prints one for each point. */
export const addOutreachCommands: AddCommands = (program, inProduct) => {
  group(program, 'import', 'load data from files')
    .command('officials <path>')
    .description(
      'offices, their holders and committees from a folder or a file; a folder is taken for the whole list',
    )
    .requiredOption('--format <format>', 'openstates-yaml, openstates-csv or congress-legislators')
    .option('--jurisdiction <jurisdiction>', 'for a CSV file whose name does not begin with its state')
    .action((from: string, options: { format: string; jurisdiction?: string }) =>
      inProduct(async (product) => {
        const files = product.get(OfficialsFiles);
        const format = files.format(options.format);
        const reading = files.read(format, officialsFiles(from), options.jurisdiction);
        // One person's file says nothing about the others; every other form is a list of all.
        const isComplete = format !== 'openstates-yaml' || statSync(from).isDirectory();
        print(await product.get(OfficialsImport).run(reading, { isComplete }));
      }),
    );

  program
    .command('locate')
    .description('the districts and officials of points: a CSV file with the columns id, lat and lng')
    .requiredOption('--file <file>', 'the CSV file')
    .action(({ file }: { file: string }) =>
      inProduct(async (product) => {
        const representation = product.get(Representation);
        const points = createReadStream(file).pipe(parse({ columns: true, bom: true, trim: true }));
        for await (const row of points as AsyncIterable<Record<string, string>>) {
          const { districts, officials } = await representation.ofPoint(pointOf(row));
          print({
            id: row['id'] ?? '',
            districts: districts.map(({ kind, name, code }) => ({ kind, name, code })),
            officials: officials.map(({ name, title, seat, external_ids }) => ({
              name,
              office: `${title}, ${seat}`,
              external_id: external_ids[0] ?? null,
              external_ids,
            })),
          });
        }
      }),
    );
};

function pointOf(row: Record<string, string>): { latitude: number; longitude: number } {
  const [latitude, longitude] = [row['lat'] || NaN, row['lng'] || NaN].map(Number) as [number, number];
  if (Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) return { latitude, longitude };
  throw new Invalid([], `The row ${row['id'] ?? ''} has no lat and lng in degrees.`);
}

function officialsFiles(from: string): OfficialsFile[] {
  if (!statSync(from).isDirectory()) return [{ name: from, content: readFileSync(from, 'utf8') }];
  return readdirSync(from, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ya?ml|csv)$/i.test(name))
    .sort()
    .map((name) => ({
      // With the folder itself, which may be the one named "retired".
      name: path.join(path.basename(path.resolve(from)), name),
      content: readFileSync(path.join(from, name), 'utf8'),
    }));
}
