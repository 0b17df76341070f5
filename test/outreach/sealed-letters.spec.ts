import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ActionViews } from '../../src/home/funnel/action-views.service.js';
import { type Browser } from '../support/browser.js';
import { LetterBench } from '../support/letter-bench.js';
import { aPerson } from '../support/people.js';

const SEALED = 'imogen@quill.example';
const STRANGER = 'leonor@vasco.example';

describe('A letter with the address of a sealed person', () => {
  const bench = new LetterBench();
  let colleague: Browser;

  beforeAll(async () => {
    await bench.open();
    colleague = await bench.app.signIn('chapter-admin', bench.chapterId);
    await aPerson(bench.app.db, { ownerId: bench.chapterId, email: SEALED, isSealed: true });
  }, 60_000);
  afterAll(() => bench.close());

  /** What a colleague who is no reader sees of a campaign: its letters, its figures, its funnel, its people. */
  async function seen(id: string): Promise<string[]> {
    await bench.app.web.get(ActionViews).flush();
    const paths = [
      `/api/v1/letter-campaigns/${id}/letters`,
      `/api/v1/letter-campaigns/${id}`,
      `/api/v1/action-funnels?action_kind=letter&action_id=${id}`,
      `/api/v1/people?owner_id=${bench.chapterId}`,
    ];
    return Promise.all(
      paths.map(async (path) => {
        const answer = await colleague.get(path);
        expect([path, answer.status]).toEqual([path, 200]);
        return answer.text;
      }),
    );
  }

  it('is forged as one with a stranger’s is: in no list before the link in its mail is clicked', async () => {
    const [one, other] = [await bench.campaign(), await bench.campaign()];
    const plain = async ({ id, slug }: { id: string; slug: string }) =>
      (await seen(id)).map((text) => text.replaceAll(id, 'ID').replaceAll(slug, 'SLUG'));
    const normal = (texts: string[]) =>
      texts.map((text) => text.replace(/"\w+_at":"[^"]+"/g, '').replace(/exit-fund-\d+/g, ''));
    const before = normal(await plain(one));
    expect(normal(await plain(other))).toEqual(before);
    await bench.write(one.slug, SEALED);
    await bench.write(other.slug, STRANGER);
    const after = normal(await plain(one));
    expect(after).toEqual(normal(await plain(other)));
    expect(after.join()).not.toContain('Lovelace');
    expect(after).not.toEqual(before); // the form itself is counted
  });

  it('goes out when they confirm it themselves, and their organization’s others see nothing of it', async () => {
    const { id, slug, email } = await bench.campaign();
    await aPerson(bench.app.db, { ownerId: bench.chapterId, email, isSealed: true });
    const path = await bench.write(slug, email);
    const before = await seen(id);
    await bench.app.visitor().submit(path, {});
    const { rows } = await bench.app.db.query(
      `SELECT l.state, p.is_sealed FROM letters l JOIN people p ON p.id = l.person_id WHERE l.letter_campaign_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ state: 'confirmed', is_sealed: true }]);
    expect(await seen(id)).toEqual(before);
  });
});
