import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aChapter, aPerson } from '../support/people.js';
import { AppWithInlet } from './support/inlet.js';
import { feedbackReport, statusReport } from './support/reports.js';

interface Listed {
  data: Record<string, unknown>[];
}

describe('Seeing what came back', () => {
  const product = new AppWithInlet();

  beforeAll(() => product.start());
  afterAll(() => product.close());
  beforeEach(() => product.fresh());

  it('counts bounces by class and by domain, and complaints, in the mailing’s report', async () => {
    const { mailingId, of } = await product.sent(6);
    for (const [n, status, diagnostic] of [
      [1, '5.1.1', 'smtp; 550 5.1.1 no such user'],
      [2, '5.2.2', 'smtp; 552 5.2.2 mailbox full'],
      [3, '5.7.1', 'smtp; 550 5.7.1 blocked as spam'],
      [4, '5.3.4', 'smtp; 552 5.3.4 message too large'],
    ] as const) {
      const { from: to, address: recipient } = of(n);
      await product.bring(to, statusReport({ to, recipient, status, diagnostic }));
    }
    await product.bring(of(5).from, feedbackReport('abuse', { to: of(5).from }));
    await product.read();
    const staff = await product.app.signIn('organizer', product.ownerId);
    const report = (await staff.get(`/api/v1/mailings/${mailingId}/report`)).json();
    expect(report).toMatchObject({ sent: 2, failed: 4, complained: 1 });
    const results = (await staff.get(`/api/v1/mailings/${mailingId}/results`)).json();
    expect(results['domains']).toEqual([
      { domain: 'people.example', sent: 2, opened: 0, clicked: 0, hard: 1, soft: 1, policy: 1, final: 1 },
    ]);
  });

  it('shows on the suppression list what was said and after which mailing, to its own organization', async () => {
    const { mailingId, of } = await product.sent(1);
    const { from: to, address: recipient } = of(1);
    const diagnostic = 'smtp; 550 5.1.1 This mailbox was closed in May';
    await product.bring(to, statusReport({ to, recipient, diagnostic }));
    await product.read();
    const listed = async (organizationId: string) => {
      const staff = await product.app.signIn('organizer', organizationId);
      return (await staff.get(`/api/v1/suppressions?q=${recipient}`)).json<Listed>().data;
    };
    expect(await listed(product.ownerId)).toMatchObject([
      {
        address: recipient,
        reason: 'hard-bounce',
        detail: expect.stringContaining('This mailbox was closed in May'),
        mailing_id: mailingId,
        mailing_name: 'Budget week',
      },
    ]);
    const other = await aChapter(product.app.db, { networkId: product.networkId, name: 'Springfield' });
    expect(await listed(other)).toEqual([]);
    await aPerson(product.app.db, { ownerId: other, email: recipient });
    expect(await listed(other)).toMatchObject([
      { reason: 'hard-bounce', mailing_id: null, mailing_name: null },
    ]);
  });
});
