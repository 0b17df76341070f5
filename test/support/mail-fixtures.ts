import { randomBytes } from 'node:crypto';
import { EVERYBODY } from '../../src/email/mailings/mailing.entity.js';
import { type Fixture, insert, json } from './fixture-rows.js';
import { unique } from './people.js';

/** Rows of mailings and of what stands around them. */
export const MAIL_FIXTURES: Record<string, Fixture> = {
  'sending-domains/:id': {
    make: ({ db, mark, ownerId }) =>
      insert(db, 'sending_domains', {
        owner_id: ownerId,
        domain: `${unique()}.${mark.toLowerCase()}.example`,
        selector: 'accord',
        private_key: randomBytes(8),
        record: mark,
      }),
  },
  'mail-relays/:id': {
    make: ({ db, mark, ownerId }) =>
      insert(db, 'mail_relays', {
        owner_id: ownerId,
        name: `${mark} ${unique()}`,
        host: '127.0.0.1',
        port: 9,
        tls: 'starttls',
      }),
  },
  'suppressions/:id': {
    make: ({ db, mark, ownerId }) =>
      insert(db, 'suppressions', {
        canonical_email: `${unique()}@${mark.toLowerCase()}.example`,
        organization_id: ownerId,
        reason: 'staff',
      }),
  },
  'versions/:version': {
    make: async ({ db, mark, parents }) => {
      const frozen = {
        subject: [mark],
        html: [mark],
        text: [mark],
        links: [],
        from: { name: mark, address: '' },
      };
      await db.query(
        `INSERT INTO mailing_versions (mailing_id, version, content, content_hash) VALUES ($1, 1, $2, '')`,
        [parents[0], json(frozen)],
      );
      return '1';
    },
  },
  'templates/:id': {
    make: ({ db, mark, ownerId }) => insert(db, 'templates', { owner_id: ownerId, name: mark, body: '{}' }),
  },
  'mailings/:id': {
    make: ({ db, mark, ownerId }) =>
      insert(db, 'mailings', {
        owner_id: ownerId,
        name: mark,
        subject: mark,
        body: json({ type: 'doc', content: [] }),
        audience: json(EVERYBODY),
      }),
  },
};
