import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { type EntityManager } from 'typeorm';
import { Preparing } from '../../email/mailings/preparing.service.js';
import { Config } from '../../platform/config/config.js';
import { blankNewsletter } from './mailing-texts.js';
import { deliver, mailingRow, planMailings, type SampleDelivery, type SampleMailing } from './mailings.js';
import { idOf } from './row-id.js';
import { put, reserve } from './sample.sql.js';
import { type World } from './world.js';

/** More than all recipients of the sample's mailings together; unused numbers are lost, which identities allow. */
const MOST_DELIVERIES = 1_000;

/** The sample's mail: a template, a draft, and two mailings with everything that came of them. */
@Injectable()
export class SampleMailings {
  constructor(
    private readonly preparing: Preparing,
    private readonly config: Config,
  ) {}

  /** In the caller's transaction. People, chapters and accounts must be there. */
  async load(tx: EntityManager, world: World): Promise<void> {
    const ids = await reserve(tx, 'deliveries', MOST_DELIVERIES);
    const nextId = (): string => {
      const id = ids.pop();
      if (id === undefined) throw new Error('The sample has more recipients than numbers reserved for them');
      return id;
    };
    for (const mailing of planMailings(world, this.config.origin)) {
      const { startedAt } = mailing;
      if (startedAt) await this.sent(tx, world, { ...mailing, startedAt }, nextId);
      else await put(tx, { table: 'mailings', rows: [mailingRow(world, mailing, null)] });
    }
    await put(tx, { table: 'templates', rows: [template(world)] });
  }

  /** What it said is frozen by the same code that freezes any mailing, so that it can be read and sent again. */
  private async sent(
    tx: EntityManager,
    world: World,
    mailing: SampleMailing & { startedAt: Date },
    nextId: () => string,
  ): Promise<void> {
    const row = mailingRow(world, mailing, null);
    await put(tx, { table: 'mailings', rows: [row] });
    const content = await this.preparing.freeze(tx, asMailing(row), true);
    const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex');
    const deliveries = deliver(
      world,
      mailing,
      nextId,
      content.links.map(({ url }) => url),
    );
    await put(tx, {
      table: 'mailing_versions',
      rows: [
        {
          mailing_id: mailing.id,
          version: 1,
          content,
          content_hash: `\\x${hash}`,
          created_at: mailing.startedAt,
        },
      ],
    });
    await tx.query(`UPDATE mailings SET audience_count = $2 WHERE id = $1`, [mailing.id, deliveries.length]);
    await put(tx, { table: 'deliveries', rows: deliveries.map((each) => deliveryRow(mailing, each)) });
    await put(tx, {
      table: 'tracking_events',
      rows: deliveries.flatMap((each) => trackingRows(each, content.links)),
    });
    await put(tx, { table: 'suppressions', rows: deliveries.flatMap(suppressionRows) });
  }
}

function asMailing(row: ReturnType<typeof mailingRow>): Parameters<Preparing['freeze']>[1] {
  return {
    id: row.id,
    ownerId: row.owner_id,
    name: row.name,
    state: 'finished',
    pauseReason: null,
    language: 'en',
    fromName: row.from_name,
    fromAddress: row.from_address,
    replyTo: row.reply_to,
    subject: row.subject,
    previewText: row.preview_text,
    body: row.body,
    translations: [],
    audience: row.audience,
    isTracked: row.is_tracked,
    isUrgent: false,
    topicId: null,
    isWinBack: false,
    leftOut: null,
    scheduledAt: null,
    scheduledZone: null,
    version: row.version,
    audienceCount: row.audience_count,
    isPractice: row.is_practice,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  };
}

function deliveryRow(mailing: SampleMailing, { id, person, state, at }: SampleDelivery) {
  const told = {
    sent: { smtp_code: 250, enhanced_code: '2.0.0', reply: '250 2.0.0 OK' },
    failed: { smtp_code: 550, enhanced_code: '5.1.1', reply: '550 5.1.1 No such mailbox here' },
    unknown: {
      smtp_code: null,
      enhanced_code: null,
      reply: 'The connection was lost after the message was handed over',
    },
  }[state];
  return {
    id,
    owner_id: person.ownerId,
    lane: 'bulk',
    kind: 'mailing',
    mailing_id: mailing.id,
    version: 1,
    person_id: person.id,
    canonical_email: person.email,
    address: person.email,
    name: `${person.givenName} ${person.familyName}`,
    state,
    reason: { sent: null, failed: 'hard-bounce', unknown: 'no-answer' }[state],
    attempt: 1,
    next_at: at,
    handed_at: at,
    settled_at: at,
    ...told,
    is_practice: true,
    created_at: mailing.startedAt,
  };
}

function trackingRows({ id, opens, clicks, leftAt }: SampleDelivery, links: readonly { id: string }[]) {
  const event = (kind: string, at: Date, link: string | null, machine: string | null) => ({
    delivery_id: id,
    kind,
    link_id: link,
    is_machine: machine !== null,
    machine_reason: machine,
    agent: '',
    at,
    judged_at: at,
  });
  return [
    ...opens.map(({ at, isMachine }) => event('open', at, null, isMachine ? 'proxy' : null)),
    ...clicks.map(({ at, link }) => event('click', at, links[link]!.id, null)),
    ...(leftAt ? [event('unsubscribe', leftAt, null, null)] : []),
  ];
}

/** A mailbox that does not exist exists for nobody; who leaves a list leaves that one. */
function suppressionRows({ id, person, state, at, leftAt }: SampleDelivery) {
  if (state !== 'failed' && !leftAt) return [];
  return [
    {
      id: idOf(leftAt ?? at),
      canonical_email: person.email,
      organization_id: leftAt ? person.ownerId : null,
      reason: leftAt ? 'unsubscribed' : 'hard-bounce',
      detail: leftAt ? '' : '550 5.1.1 No such mailbox here',
      delivery_id: id,
      created_at: leftAt ?? at,
    },
  ];
}

function template(world: World) {
  return {
    id: idOf(world.ago(40)),
    owner_id: world.chapters.boston,
    name: 'Monthly newsletter',
    language: 'en',
    subject: 'What we did together, {{given_name|friend}}',
    preview_text: '',
    body: blankNewsletter(),
    is_practice: true,
    created_at: world.ago(40),
    updated_at: world.ago(40),
  };
}
