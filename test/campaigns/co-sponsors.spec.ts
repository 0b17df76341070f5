import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CoSponsorFollowUp } from '../../src/campaigns/co-sponsor-follow-up.service.js';
import { aPartnerOf } from '../support/agreements.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aCoSponsor } from '../support/co-sponsors.js';
import { anEvent, mailTo } from '../support/events.js';
import { aChapter, anAccount, aNetwork, aPerson, aPetition, unique } from '../support/people.js';
import { settled } from '../support/settled.js';

interface Figure {
  id: string;
  code: string | null;
  url: string | null;
  is_counted: boolean;
  deeds: number | null;
}

describe('A co-sponsor', () => {
  let app: TestApp;
  let boston: string;
  let lowell: string;
  let organizer: Browser;
  let petition: { id: string; slug: string };
  let campaign: { id: string; slug: string };

  beforeAll(async () => {
    app = await startApp({ worker: true });
    const networkId = await aNetwork(app.db);
    boston = await aChapter(app.db, { networkId, name: 'CEASE Boston' });
    lowell = await aChapter(app.db, { networkId, name: 'CEASE Lowell' });
    organizer = await app.signIn('organizer', boston);
    petition = await aPetition(app.db, { ownerId: boston });
    const form = { owner_id: boston, title: { en: `A way out ${unique()}` }, ask: { en: 'Fund it.' } };
    campaign = (await organizer.send('/api/v1/campaigns', form)).json();
    await organizer.send(`/api/v1/campaigns/${campaign.id}/publication`);
  }, 60_000);
  afterAll(() => app?.close());

  /** Somebody of a chapter in a role at a partner; gives their address. */
  async function holder(
    partnerId: string,
    given: { ownerId?: string; role?: string; isSealed?: boolean; endsOn?: string } = {},
  ): Promise<string> {
    const email = `role-${unique()}@people.example`;
    const personId = await aPerson(app.db, { ownerId: given.ownerId ?? boston, givenName: 'Rosa', email });
    await app.db.query(`UPDATE people SET is_sealed = $2 WHERE id = $1`, [personId, given.isSealed ?? false]);
    await app.db.query(
      `INSERT INTO partner_roles (partner_id, person_id, role, starts_on, ends_on) VALUES ($1, $2, $3, '2026-01-01', $4)`,
      [partnerId, personId, given.role ?? 'designee', given.endsOn ?? null],
    );
    return email;
  }
  const invite = (organizationId: string, more: object = {}) =>
    organizer.send('/api/v1/co-sponsors', {
      action_kind: 'petition',
      action_id: petition.id,
      organization_id: organizationId,
      ...more,
    });
  const invitations = async (email: string): Promise<{ subject: string; text: string }[]> =>
    (await mailTo(app.db, email)).filter(({ kind }) => kind === 'co-sponsor-invitation');
  const figures = async (own: Browser): Promise<Figure[]> =>
    (await own.get('/api/v1/co-sponsorship-figures')).json<{ data: Figure[] }>().data;
  async function lookTwice(): Promise<void> {
    const { signal } = new AbortController();
    const following = app.worker!.get(CoSponsorFollowUp);
    await Promise.all([following.follow({}, { signal }), following.follow({}, { signal })]);
  }

  it('is invited by one mail to its designee and one to its own administrator, with a link to its hub', async () => {
    const { organizationId } = await aPartnerOf(app.db, boston, { name: 'Harbor Clinic' });
    const { email: admin } = (
      await app.db.query<{ email: string }>(`SELECT email FROM accounts WHERE id = $1`, [
        await anAccount(app.db, { grants: [['partner-admin', organizationId]] }),
      ])
    ).rows[0]!;
    const designee = await holder(organizationId);
    const untold = [
      await holder(organizationId, { ownerId: lowell }),
      await holder(organizationId, { isSealed: true }),
      await holder(organizationId, { endsOn: '2026-02-01' }),
      await holder(organizationId, { role: 'leader' }),
    ];
    const { id } = (await invite(organizationId, { role: 'endorser', sharing: 'counts' })).json<{
      id: string;
    }>();
    await settled('the designee was mailed', async () => (await invitations(designee)).length > 0);
    await lookTwice();
    const [mail, ...more] = await invitations(designee);
    expect(more).toEqual([]);
    expect(mail!.subject).toBe('CEASE Boston invites you to stand beside “Safe housing now”');
    expect(mail!.text).toContain('Harbor Clinic to stand beside “Safe housing now” as an endorser');
    expect(mail!.text).toContain('never a number under five');
    expect(mail!.text).toContain('http://accord.test/console/hub');
    expect(await invitations(admin)).toHaveLength(1);
    for (const email of untold) expect(await invitations(email)).toEqual([]);

    // Declined and asked once more: that is another mail.
    await organizer.send(`/api/v1/co-sponsors/${id}/refusal`, { answered_by: 'Rosa, by phone' });
    await invite(organizationId);
    await settled('the designee was mailed again', async () => (await invitations(designee)).length === 2);
  });

  it('can be named otherwise and be given more or less, by the chapter alone', async () => {
    const hub = await aCoSponsor(
      app,
      organizer,
      { kind: 'petition', id: petition.id, ownerId: boston },
      'Legal Aid',
    );
    const changed = await organizer.send(
      `/api/v1/co-sponsors/${hub.coSponsorId}`,
      { role: 'convener', sharing: 'counts', cap: 7 },
      'PATCH',
    );
    expect(changed.json()).toMatchObject({
      role: 'convener',
      sharing: 'counts',
      cap: null,
      state: 'accepted',
    });
    const own = await hub.own.send(`/api/v1/co-sponsors/${hub.coSponsorId}`, { sharing: 'people' }, 'PATCH');
    expect(own.status).toBe(403);
  });

  it('has a link of its own as soon as it accepts, and sees what came by it in fives, and never of another', async () => {
    const action = { kind: 'petition', id: petition.id, ownerId: boston } as const;
    const counted = await aCoSponsor(app, organizer, action, 'Counted', { sharing: 'counts' });
    const uncounted = await aCoSponsor(app, organizer, action, 'Uncounted', { sharing: 'none' });
    const code = await settled('the link is made', async () => (await figures(counted.own))[0]!.code);
    await lookTwice();
    const { rows } = await app.db.query(`SELECT 1 FROM source_codes WHERE organization_id = $1`, [
      counted.organizationId,
    ]);
    expect(rows).toHaveLength(1);
    const followed = await app.visitor().get(`/go/${code}`);
    expect(followed.headers.get('location')).toBe(`/petitions/${petition.slug}?s=${code}`);

    /** Somebody who signed yesterday by a link, or today. */
    async function signed(by: string, when: string, isSealed = false): Promise<void> {
      const email = `${unique()}@people.example`;
      const personId = await aPerson(app.db, { ownerId: boston, email });
      await app.db.query(`UPDATE people SET is_sealed = $2 WHERE id = $1`, [personId, isSealed]);
      const made = await app.db.query<{ id: string }>(
        `INSERT INTO signatures (petition_id, owner_id, person_id, version, state, given_name, family_name, email,
           canonical_email, zip, language, share_code, confirmed_at)
         VALUES ($1, $2, $3, 1, 'confirmed', 'Ada', 'Moura', $4, $4, '01850', 'en', $5, now() + $6::interval) RETURNING id`,
        [petition.id, boston, personId, email, unique(), when],
      );
      for (const touch of ['first', 'last'])
        await app.db.query(
          `INSERT INTO attributions (subject_kind, subject_id, touch, owner_id, code) VALUES ('signature', $1, $2, $3, $4)`,
          [made.rows[0]!.id, touch, boston, by],
        );
    }
    const told = async (): Promise<unknown> => (await figures(counted.own))[0]!.deeds;
    expect(await told()).toBe(0);
    for (let n = 0; n < 4; n++) await signed(code, '-1 day');
    expect(await told()).toBeNull();
    await signed(code, '-1 day', true);
    expect(await told()).toBeNull();
    for (let n = 0; n < 3; n++) await signed(code, '-1 day');
    expect(await told()).toBe(5);
    for (let n = 0; n < 5; n++) await signed(code, '0 days');
    expect(await told()).toBe(5);

    const [other] = await figures(uncounted.own);
    expect(other).toMatchObject({ is_counted: false, deeds: null });
    expect(other!.code).not.toBe(code);
    expect((await organizer.get('/api/v1/co-sponsorship-figures')).status).toBe(403);
  });

  it('is named on the page of the campaign once it accepted to stand beside one of its public actions', async () => {
    const open = await aPetition(app.db, { ownerId: boston });
    const draft = await aPetition(app.db, { ownerId: boston, state: 'draft' });
    const event = await anEvent(app.db, { ownerId: boston });
    for (const [table, id] of [
      ['petitions', open.id],
      ['petitions', draft.id],
      ['events', event.id],
    ] as const)
      await app.db.query(`UPDATE ${table} SET campaign_id = $2 WHERE id = $1`, [id, campaign.id]);
    const beside = (kind: 'petition' | 'event', id: string, name: string) =>
      aCoSponsor(app, organizer, { kind, id, ownerId: boston }, name);
    const shown = [await beside('petition', open.id, 'Parish'), await beside('event', event.id, 'Museum')];
    const hidden = await beside('petition', draft.id, 'Early Bird');
    const { organizationId } = await aPartnerOf(app.db, boston, { name: `Only Asked ${unique()}` });
    await organizer.send('/api/v1/co-sponsors', {
      action_kind: 'petition',
      action_id: open.id,
      organization_id: organizationId,
    });
    const page = async (): Promise<string> =>
      (await app.visitor().get(`/campaigns/${campaign.slug}?lang=en`)).text;
    expect(await page()).toContain('Together with');
    for (const { name } of shown) expect(await page()).toContain(name);
    expect(await page()).not.toContain(hidden.name);
    expect(await page()).not.toContain('Only Asked');

    await shown[0]!.own.send(`/api/v1/co-sponsorships/${shown[0]!.coSponsorId}/leaving`);
    expect(await page()).not.toContain(shown[0]!.name);
    expect(await page()).toContain(shown[1]!.name);
  });
});
