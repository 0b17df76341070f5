import { aim, percent } from './aims.js';

export interface Run {
  perSecond: number;
  /** Every address was mailed exactly once. */
  isComplete: boolean;
  /** Of a message, on average. */
  bytes: number;
  /** Milliseconds of processor that a message took of the workers and of the database server. */
  worker?: number;
  database?: number;
  /** The most that each worker had resident, in MB. */
  megabytes?: number[];
}

/** Of Postfix's own generator, which keeps no promise. */
const LEAST_SHARE = 0.5;
const MOST_MEGABYTES = 300;
/** A message of a large mailing may cost so much more than one of a small mailing. */
const MOST_GROWTH = 1.25;

/** What was measured as a table, and beside each aim what came of it. */
export function reportOfMailings(
  runs: Record<string, Run>,
  { recipients, small, isAlone }: { recipients: number; small: number; isAlone: boolean },
): { isComplete: boolean; text: string } {
  const isComplete = Object.values(runs).every((run) => run.isComplete);
  const lines = Object.entries(runs).map(([name, run]) => {
    const own =
      run.megabytes === undefined
        ? ''
        : `${ms(run.worker)} ${ms(run.database)}   ${run.megabytes.map((each) => `${each} MB`).join(', ')}`;
    return `${name.padEnd(28)}${String(run.perSecond).padStart(7)}   ${own}${run.isComplete ? '' : '   INCOMPLETE'}`;
  });
  const [plain, least] = [runs['mailing, 1 worker']!, runs[`mailing to ${small}, 1 worker`]!];
  const most = Math.max(...Object.values(runs).flatMap(({ megabytes }) => megabytes ?? []));
  const cost = ({ worker = 0, database = 0 }: Run): number => worker + database;
  const growth = cost(plain) / cost(least);
  const aims = [
    ...(isAlone ? [] : ['smtp-source', 'smtp-source -d']).map((name) => {
      const source = runs[name];
      if (!source) return `half of ${name}: left out, it is not installed (Debian: the package postfix)`;
      const fastest = Math.max(runs['mailing, 2 workers']!.perSecond, plain.perSecond);
      return aim(
        `half of ${name}`,
        fastest / source.perSecond >= LEAST_SHARE,
        percent(fastest / source.perSecond),
      );
    }),
    aim(`${MOST_MEGABYTES} MB a worker`, most <= MOST_MEGABYTES, `${most} MB`),
    aim(
      `a message costs as much among ${recipients} as among ${small}`,
      growth <= MOST_GROWTH,
      `${growth.toFixed(2)} times`,
    ),
    aim('every address once', isComplete, isComplete ? 'yes' : 'no'),
  ];
  const heading = `${recipients} recipients, ${plain.bytes} bytes a message\n\n${''.padEnd(28)} mails/s   ms of processor a mail: worker, database; memory`;
  return { isComplete, text: [heading, ...lines, '', ...aims].join('\n') };
}

function ms(value = 0): string {
  return value.toFixed(2).padStart(6);
}
