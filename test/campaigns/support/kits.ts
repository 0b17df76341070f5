import { expect } from '@jest/globals';
import { type TestApp } from '../../support/app.js';
import { type Answer, type Browser } from '../../support/browser.js';
import { aChapter, aNetwork, unique } from '../../support/people.js';

export type Texts = Record<string, Record<string, string>>;
export interface Difference {
  field: string;
  language: string | null;
  mine: string;
  offered: string;
  is_local: boolean;
}
export interface Piece {
  id: string;
  kind: string;
  is_offered: boolean;
  made: { id: string; state: string } | null;
  differences: Difference[];
}
export interface Standing {
  publishing: {
    version: number | null;
    is_changed: boolean;
    candidates: { id: string; is_held: boolean }[];
  } | null;
  copy: { version: number; differences: Difference[]; pieces: Piece[] } | null;
}
export interface Kit {
  id: string;
  version: number;
  texts: Texts;
  pieces: { id: string; kind: string; texts: Texts }[];
  copies: { owner_id: string; campaign_id: string }[];
}

/** A network with two chapters, of which the second lets it see its work, and what staff of each do with kits. */
export class KitPlace {
  networkId: string;
  boston: string;
  denver: string;
  network: Browser;
  organizer: Browser;
  neighbour: Browser;

  static async in(app: TestApp): Promise<KitPlace> {
    const place = new KitPlace();
    place.networkId = await aNetwork(app.db);
    const { networkId } = place;
    place.boston = await aChapter(app.db, { networkId, name: 'Boston' });
    place.denver = await aChapter(app.db, { networkId, name: 'Denver', grantsNetwork: true });
    place.network = await app.signIn('network-admin', networkId);
    place.organizer = await app.signIn('organizer', place.boston);
    place.neighbour = await app.signIn('organizer', place.denver);
    return place;
  }

  async made(browser: Browser, path: string, body: object): Promise<string> {
    const answer = await browser.send(path, body);
    expect([path, answer.status]).toEqual([path, 201]);
    return answer.json<{ id: string }>().id;
  }

  async change(browser: Browser, path: string, body: object): Promise<void> {
    expect((await browser.send(path, body, 'PATCH')).status).toBe(200);
  }

  async standing(browser: Browser, id: string): Promise<Standing> {
    return (await browser.get(`/api/v1/campaigns/${id}/kit`)).json<Standing>();
  }

  publish(id: string, pieces: string[], browser = this.network): Promise<Answer> {
    return browser.send(`/api/v1/campaigns/${id}/kit-versions`, { pieces });
  }

  copy(id: string, ownerId: string, browser: Browser): Promise<Answer> {
    return browser.send(`/api/v1/campaign-kits/${id}/copies`, { owner_id: ownerId });
  }

  /** A live campaign of the network with one action of each kind. */
  async aSource() {
    const { network, networkId: owner_id } = this;
    const texts = {
      title: { en: `Help within reach ${unique()}`, es: 'Ayuda al alcance' },
      ask: { en: 'A line that answers.' },
    };
    const id = await this.made(network, '/api/v1/campaigns', { owner_id, ...texts });
    expect((await network.send(`/api/v1/campaigns/${id}/publication`)).status).toBe(200);
    const place = { owner_id, campaign_id: id };
    const petition = await this.made(network, '/api/v1/petitions', {
      ...place,
      title: { en: 'Show the line', es: 'Muestren la línea' },
      addressed_to: { en: 'Your city council' },
      ask: { en: 'Show the line at every stop.' },
    });
    const event = await this.made(network, '/api/v1/events', {
      ...place,
      kind: 'rally',
      title: { en: 'Stand at the stop' },
      summary: { en: 'An hour at the stop.' },
      venue: 'Secret Hall',
      address: '12 Hidden Street',
      private_details: 'Knock twice',
      contact_email: 'somebody@staff.example',
    });
    const letter = await this.made(network, '/api/v1/letter-campaigns', {
      ...place,
      title: { en: 'Write to them' },
      subject: { en: 'The line' },
      body: { en: 'Dear {{official.salutation}}, show the line.' },
    });
    return { id, petition, event, letter };
  }

  async aCopy(source: { id: string }, ownerId = this.boston, browser = this.organizer): Promise<string> {
    const answer = await this.copy(source.id, ownerId, browser);
    expect(answer.status).toBe(201);
    return answer.json<{ campaign_id: string }>().campaign_id;
  }

  make(browser: Browser, campaignId: string, pieceId: string): Promise<string> {
    return this.made(browser, `/api/v1/campaigns/${campaignId}/kit-pieces`, { piece_id: pieceId });
  }
}
