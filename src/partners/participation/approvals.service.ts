import { Injectable } from '@nestjs/common';
import { Post } from '../../email/post.service.js';
import { isLanguage } from '../../layout/i18n.js';
import { Chapters, type Host } from '../../network/chapters.service.js';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { Conflict, NotFound } from '../../platform/http/errors.js';
import { Tokens } from '../../platform/tokens/tokens.service.js';
import { Audit } from '../../staff/audit.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { answerRequest, type ApprovalRequest, findRequest, insertRequest } from './approvals.sql.js';
import { approvalMail } from './approvals.emails.js';
import { type NewApprovalRequest } from './participation.forms.js';
import { CandidateResource } from './candidate-resource.access.js';
import { Participation } from './participation.service.js';
import { findRules } from './participation.sql.js';

const PURPOSE = 'approval';
/** Three ids: the request, who asks, who is asked. */
const KEY = /^([0-9a-f]{32})([0-9a-f]{32})([0-9a-f]{32})$/;

/**
 * An organization's own word on one exact text. Its approver gets a link; the page shows the text and changes nothing, a
 * press of its button answers, once. Another text is another question.
 */
@Injectable()
export class Approvals {
  constructor(
    private readonly database: Database,
    private readonly participation: Participation,
    private readonly chapters: Chapters,
    private readonly post: Post,
    private readonly tokens: Tokens,
    private readonly config: Config,
    private readonly audit: Audit,
  ) {}

  /**
   * Asks the approver about the text as it stands now.
   *
   * @throws Conflict `no_approver`, `already_asked`, or `no_question` where the answer would change nothing.
   */
  async ask(caller: Caller, form: NewApprovalRequest): Promise<CandidateResource> {
    const key = { kind: form.action_kind, id: form.action_id };
    const candidate = await this.database.as(caller.scope('campaigns.read'), async (tx) => {
      const facts = await this.participation.action(tx, caller, key);
      caller.requires('campaigns.write', facts.ownerId);
      const named = async () =>
        (await this.participation.candidates(tx, key, facts.ownerId)).find(
          ({ organizationId }) => organizationId === form.organization_id,
        );
      const before = await named();
      if (!before) throw new NotFound();
      if (before.isAsked) throw new Conflict('already_asked', 'They were asked about this very text.');
      if (before.standing === 'can' || before.reason === 'not-active')
        throw new Conflict('no_question', 'Their approval would change nothing here.');
      const rules = await findRules(tx, form.organization_id);
      if (!rules.approverEmail)
        throw new Conflict(
          'no_approver',
          'Nobody is named who could approve. Add an approver to its rules first.',
        );
      const made = await insertRequest(tx, key, facts, {
        partnerId: form.organization_id,
        approverName: rules.approverName,
        approverEmail: rules.approverEmail,
        leadDays: rules.leadDays,
        askedBy: caller.accountId,
      });
      if (!made) throw new Conflict('already_asked', 'They were asked about this very text.');
      const host = await this.chapters.host(tx, facts.ownerId);
      const language = host.languages.find(isLanguage) ?? 'en';
      await this.post.send(tx, {
        ownerId: facts.ownerId,
        to: { name: rules.approverName, address: rules.approverEmail },
        kind: 'approval-request',
        language,
        content: approvalMail({
          language,
          host,
          name: rules.approverName,
          organization: before.name,
          text: facts.text,
          dueAt: made.dueAt,
          url: `${this.config.origin}/approvals/${this.token(made.id, facts.ownerId, form.organization_id)}?lang=${language}`,
        }),
        isPractice: host.isPractice,
      });
      await this.audit.append(tx, caller, {
        organizationId: facts.ownerId,
        action: 'approval.asked',
        subject: { kind: key.kind, id: key.id },
        detail: { organization: form.organization_id },
      });
      return CandidateResource.from((await named())!);
    });
    await this.post.wake();
    return candidate;
  }

  /** What the link shows. @throws NotFound for a link that was not made here. */
  look(token: string): Promise<{ request: ApprovalRequest; host: Host }> {
    const { id, scope } = this.read(token);
    return this.database.as(scope, async (tx) => {
      const request = await findRequest(tx, id);
      if (!request) throw new NotFound();
      return { request, host: await this.chapters.host(tx, request.ownerId) };
    });
  }

  /** Records the answer, if it is the first: whoever presses late sees what was answered. */
  async answer(token: string, answer: 'yes' | 'no'): Promise<void> {
    const { request } = await this.look(token);
    await this.database.as(this.read(token).scope, async (tx) => {
      if ((await answerRequest(tx, request.id, answer, request.approverName)) === 0) return;
      await this.audit.append(tx, null, {
        organizationId: request.ownerId,
        action: answer === 'yes' ? 'approval.given' : 'approval.refused',
        subject: { kind: 'partner', id: request.partnerId },
      });
    });
  }

  private token(...ids: [requestId: string, ownerId: string, partnerId: string]): string {
    return this.tokens.sign(PURPOSE, Buffer.from(ids.join('').replaceAll('-', ''), 'hex'));
  }

  private read(token: string): { id: string; scope: Scope } {
    const key = KEY.exec(this.tokens.verify(PURPOSE, token)?.toString('hex') ?? '');
    if (!key) throw new NotFound();
    return { id: key[1]!, scope: Scope.organizations(key[2]!, key[3]!) };
  }
}
