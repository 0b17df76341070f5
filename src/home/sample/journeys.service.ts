import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { JourneySteps, type Step } from '../../journeys/journey-steps.service.js';
import { Config } from '../../platform/config/config.js';
import { followUp, welcome } from './mailing-texts.js';
import { idOf } from './row-id.js';
import { attend, put } from './sample.sql.js';
import { type World } from './world.js';

/** The sample's automation: whoever signs in Boston is welcomed, and asked for a letter if they wrote none. */
@Injectable()
export class SampleJourneys {
  constructor(
    private readonly steps: JourneySteps,
    private readonly config: Config,
  ) {}

  /** In the caller's transaction, after the ledger: what people did before is past. */
  async load(tx: EntityManager, world: World): Promise<void> {
    const { origin } = this.config;
    const owner = world.chapters.boston;
    const texts = [
      template(world, 'Welcome', 'Welcome, {{given_name|friend}}', welcome(origin)),
      template(world, 'A letter next?', 'You signed. Will you write, too?', followUp(origin)),
    ] as const;
    await put(tx, { table: 'templates', rows: [...texts] });
    const steps: Step[] = [
      { kind: 'wait', amount: 1, unit: 'hours' },
      { kind: 'mail', template_id: texts[0].id },
      { kind: 'wait', amount: 3, unit: 'days' },
      { kind: 'wait-until', time: '09:00' },
      { kind: 'condition', test: 'did', did: 'wrote', what_id: null, otherwise: 6 },
      { kind: 'end' },
      { kind: 'mail', template_id: texts[1].id },
    ];
    const id = idOf(world.ago(20));
    const row = { id, owner_id: owner, name: 'Welcome to new signers', state: 'on', did: 'signed' };
    const by = { created_by: world.accounts.sender, created_at: world.ago(20), updated_at: world.ago(20) };
    const rest = {
      what_title: '',
      repeats: false,
      version: 0,
      seen_engagement_id: 0,
      marked_engagement_id: 0,
    };
    await put(tx, { table: 'journeys', rows: [{ ...row, ...by, ...rest, steps, marked_at: world.now }] });
    await this.steps.freeze(tx, owner, id, steps);
    await attend(tx, id);
  }
}

function template(world: World, name: string, subject: string, body: object) {
  const at = world.ago(21);
  return {
    id: idOf(at),
    owner_id: world.chapters.boston,
    name,
    language: 'en',
    subject,
    preview_text: '',
    body,
    is_practice: true,
    created_at: at,
    updated_at: at,
  };
}
