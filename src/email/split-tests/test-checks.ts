import { type Check } from '../mailings/checks.js';
import { type Mailing } from '../mailings/mailing.entity.js';
import { asVariant, type SplitTest } from './split-test.js';
import { smallestSample } from './verdict.js';

/** What is looked at before a mailing is tested in versions, in the words that staff read. */
export function testChecks(
  mailing: Mailing,
  { variants, samplePercent, metric }: Pick<SplitTest, 'variants' | 'samplePercent' | 'metric'>,
  audienceCount: number,
): Check[] {
  const texts = variants.map((each) => {
    const { subject, fromName, body } = asVariant(mailing, each);
    return JSON.stringify([subject, fromName, body]);
  });
  const same = variants.find((_, at) => texts.indexOf(texts[at]!) < at);
  const each = Math.floor((audienceCount * samplePercent) / 100 / variants.length);
  const needed = smallestSample(metric);
  const warn = (code: string, isDoubtful: boolean, message: string): Check[] =>
    isDoubtful ? [{ code, level: 'warning', message }] : [];
  return [
    same
      ? {
          code: 'test-versions',
          level: 'blocking',
          message: `Version ${same.variant} says the same as another: there is nothing to test.`,
        }
      : { code: 'test-versions', level: 'ok', message: 'The versions of the test differ.' },
    ...(each === 0
      ? [
          {
            code: 'test-sample',
            level: 'blocking',
            message: 'The sample is too small: not every version would be sent to anybody.',
          } as const,
        ]
      : warn(
          'test-sample',
          each < needed,
          `Each version goes to about ${each} people; under ${needed} there is probably no winner, and you choose.`,
        )),
    ...warn(
      'test-opens',
      metric === 'opens',
      'Opens are a poor measure: mail programs open mails by themselves. Clicks or actions say more.',
    ),
  ];
}
