import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Topics } from '../network/topics.service.js';
import { Database } from '../platform/database/database.service.js';
import { Scope } from '../platform/database/scope.js';
import { Conflict, NotFound } from '../platform/http/errors.js';
import { Jobs } from '../platform/jobs/jobs.service.js';
import { type ActionKey } from '../partners/participation/participation.access.js';
import { Participation } from '../partners/participation/participation.service.js';
import { Audit } from '../staff/audit.service.js';
import { type Caller } from '../staff/caller.access.js';
import { type CoSponsorState } from './co-sponsor.js';
import { type ActionTermsForm, type CoSponsorTerms, type NewCoSponsor } from './co-sponsors.forms.js';
import { followCoSponsors } from './co-sponsors.jobs.js';
import { ActionCoSponsors, CoSponsorResource, type CoSponsorshipList } from './co-sponsors.resources.js';
import {
  type CoSponsor,
  findCoSponsor,
  findCoSponsors,
  findCoSponsorships,
  findNamed,
  findNamedBesideAny,
  invite,
  moveCoSponsor,
  updateTerms,
  upsertTerms,
} from './co-sponsors.sql.js';

/** The database's refusal to name an organization that must not be: see co_sponsor_may_be_named in the migration. */
const MAY_NOT_BE_NAMED = 'AC014';

/** An answer and the state it is given in. */
const MOVES = { accepted: 'invited', declined: 'invited', left: 'accepted' } as const satisfies Record<
  string,
  CoSponsorState
>;

/**
 * Organizations that stand beside a petition, an event or a letter: invited by its chapter, named once they accepted and
 * as long as their own rules let them (PO-7, PO-14). Each sees its own row and no other's.
 */
@Injectable()
export class CoSponsors {
  constructor(
    private readonly database: Database,
    private readonly participation: Participation,
    private readonly topics: Topics,
    private readonly audit: Audit,
    private readonly jobs: Jobs,
  ) {}

  /** @throws NotFound for an action that the caller does not work on. */
  ofAction(caller: Caller, key: ActionKey): Promise<ActionCoSponsors> {
    return this.database.as(caller.scope('campaigns.read'), (tx) => this.show(tx, caller, key));
  }

  /** Says what the action asks of those beside it. Whoever may not be named with that is taken off its page at once. */
  setTerms(caller: Caller, form: ActionTermsForm): Promise<ActionCoSponsors> {
    const key = { kind: form.action_kind, id: form.action_id };
    return this.database.as(caller.scope('campaigns.read'), async (tx) => {
      const { ownerId, topicId: before } = await this.participation.action(tx, caller, key);
      caller.requires('campaigns.write', ownerId);
      const { is_lobbying: isLobbying, topic_id: topicId, level } = form;
      await this.topics.assertUsable(tx, topicId, { param: 'topic_id', before });
      await upsertTerms(tx, key, ownerId, { isLobbying, topicId, level });
      await this.note(tx, caller, 'action.terms-set', { ...key, ownerId }, { is_lobbying: isLobbying });
      return this.show(tx, caller, key);
    });
  }

  /** @throws Conflict with the reason as code where the organization cannot be named here. */
  async invite(caller: Caller, form: NewCoSponsor): Promise<CoSponsorResource> {
    const key = { kind: form.action_kind, id: form.action_id };
    const invited = await this.database.as(caller.scope('campaigns.read'), async (tx) => {
      const { ownerId } = await this.participation.action(tx, caller, key);
      caller.requires('campaigns.write', ownerId);
      const candidates = await this.participation.candidates(tx, key, ownerId);
      if (!candidates.some(({ organizationId }) => organizationId === form.organization_id))
        throw new NotFound();
      const made = await invite(tx, {
        ...key,
        ownerId,
        organizationId: form.organization_id,
        ...termsOf(form, { role: 'co-sponsor', sharing: 'none', cap: null }),
        invitedBy: caller.accountId,
      }).catch(orMayNotBeNamed);
      if (!made) throw new Conflict('invited_already', 'This organization was invited already.');
      await this.note(
        tx,
        caller,
        'co-sponsor.invited',
        { ...key, ownerId },
        { organization: form.organization_id },
      );
      return CoSponsorResource.from((await findCoSponsor(tx, made.id))!);
    });
    await this.jobs.nudge(followCoSponsors, {});
    return invited;
  }

  change(caller: Caller, id: string, form: CoSponsorTerms): Promise<CoSponsorResource> {
    return this.writing(caller, id, async (tx, it) => {
      await updateTerms(tx, id, termsOf(form, it));
      await this.note(tx, caller, 'co-sponsor.changed', keyOf(it), { fields: Object.keys(form) });
    });
  }

  /** An answer as staff were told it. @throws Conflict as `invite` does, and where the answer comes too late. */
  async record(
    caller: Caller,
    id: string,
    to: keyof typeof MOVES,
    answeredBy: string,
  ): Promise<CoSponsorResource> {
    const recorded = await this.writing(caller, id, (tx, it) => this.move(tx, caller, it, to, answeredBy));
    await this.jobs.nudge(followCoSponsors, {});
    return recorded;
  }

  /** What the caller's own organizations are invited to, and stand beside. */
  own(caller: Caller): Promise<CoSponsorshipList> {
    return this.database.as(caller.scope('co-sponsors.answer'), async (tx) => {
      const found = await findCoSponsorships(tx, caller.within('co-sponsors.answer'));
      return { data: found.map((each) => CoSponsorResource.from(each)) };
    });
  }

  /** What the caller's own organizations stand beside, and whose it is. */
  async accepted(caller: Caller): Promise<{ id: string; ownerId: string }[]> {
    const found = await this.database.as(caller.scope('co-sponsors.answer'), (tx) =>
      findCoSponsorships(tx, caller.within('co-sponsors.answer')),
    );
    return found.filter(({ state }) => state === 'accepted');
  }

  /** An answer by the organization's own people. */
  async answer(caller: Caller, id: string, to: keyof typeof MOVES): Promise<CoSponsorResource> {
    const answered = await this.database.as(caller.scope('co-sponsors.answer'), async (tx) => {
      const it = await findCoSponsor(tx, id);
      const within = caller.within('co-sponsors.answer');
      if (!it || (within !== null && !within.includes(it.organizationId))) throw new NotFound();
      caller.requires('co-sponsors.answer', it.organizationId);
      await this.move(tx, caller, it, to, caller.name);
      return CoSponsorResource.from((await findCoSponsor(tx, id))!);
    });
    await this.jobs.nudge(followCoSponsors, {});
    return answered;
  }

  /** Who is named on the action's public page, and who of them takes people. The scope must hold its owner. */
  named(tx: EntityManager, key: ActionKey): ReturnType<typeof findNamed> {
    return findNamed(tx, key);
  }

  /** The same for a page that has no transaction of its owner's. */
  beside({ ownerId, ...key }: ActionKey & { ownerId: string }): ReturnType<typeof findNamed> {
    return this.database.as(Scope.organizations(ownerId), (tx) => findNamed(tx, key));
  }

  /** Who is named beside any of these actions, each once. */
  besideAny(
    actions: readonly (ActionKey & { ownerId: string })[],
  ): Promise<{ organizationId: string; name: string; website: string }[]> {
    const owners = [...new Set(actions.map(({ ownerId }) => ownerId))];
    if (owners.length === 0) return Promise.resolve([]);
    return this.database.as(Scope.organizations(...owners), (tx) => findNamedBesideAny(tx, actions));
  }

  private async move(
    tx: EntityManager,
    caller: Caller,
    it: CoSponsor,
    to: keyof typeof MOVES,
    answeredBy: string,
  ): Promise<void> {
    const moved = await moveCoSponsor(tx, it.id, MOVES[to], to, answeredBy).catch(orMayNotBeNamed);
    if (moved === 0)
      throw new Conflict(
        'co_sponsor_state',
        `This organization is “${it.state}” now, so this cannot be done.`,
      );
    await this.note(tx, caller, `co-sponsor.${to}`, keyOf(it), { organization: it.organizationId });
  }

  private writing(
    caller: Caller,
    id: string,
    work: (tx: EntityManager, it: CoSponsor) => Promise<void>,
  ): Promise<CoSponsorResource> {
    return this.database.as(caller.scope('campaigns.read'), async (tx) => {
      const it = await findCoSponsor(tx, id);
      const within = caller.within('campaigns.read');
      if (!it || (within !== null && !within.includes(it.ownerId))) throw new NotFound();
      caller.requires('campaigns.write', it.ownerId);
      await work(tx, it);
      return CoSponsorResource.from((await findCoSponsor(tx, id))!);
    });
  }

  private async show(tx: EntityManager, caller: Caller, key: ActionKey): Promise<ActionCoSponsors> {
    const facts = await this.participation.action(tx, caller, key);
    const candidates = await this.participation.candidates(tx, key, facts.ownerId);
    return ActionCoSponsors.from(facts, await findCoSponsors(tx, key), candidates);
  }

  private note(
    tx: EntityManager,
    caller: Caller,
    action: string,
    { kind, id, ownerId }: ActionKey & { ownerId: string },
    detail: Record<string, unknown>,
  ): Promise<void> {
    return this.audit.append(tx, caller, { organizationId: ownerId, action, subject: { kind, id }, detail });
  }
}

const keyOf = ({ actionKind: kind, actionId: id, ownerId }: CoSponsor) => ({ kind, id, ownerId });

/** What is given over what was; a cap goes where no people are shared. */
function termsOf(
  form: CoSponsorTerms,
  before: Pick<CoSponsor, 'role' | 'sharing' | 'cap'>,
): Pick<CoSponsor, 'role' | 'sharing' | 'cap'> {
  const sharing = form.sharing ?? before.sharing;
  const cap = form.cap === undefined ? before.cap : form.cap;
  return { role: form.role ?? before.role, sharing, cap: sharing === 'people' ? cap : null };
}

const WHY: Record<string, string> = {
  'not-active': 'It is no active partner here.',
  declined: 'Its approver said no to this text.',
  'may-not-lobby': 'It may not be named where something is asked of a decision maker.',
  'needs-final-copy': 'It lends its name only to a published text.',
  'needs-approval': 'Its approver has not said yes to this text.',
};

function orMayNotBeNamed(error: Error & { code?: string }): never {
  if (error.code !== MAY_NOT_BE_NAMED) throw error;
  const reason = Object.keys(WHY).find((each) => error.message.includes(each)) ?? 'may-not-be-named';
  const why = WHY[reason] ?? '';
  throw new Conflict(reason.replaceAll('-', '_'), `This organization cannot be named here. ${why}`.trim());
}
