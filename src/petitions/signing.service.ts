import { randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Language } from '../layout/i18n.js';
import { type PartnerWord } from '../layout/partner-boxes.views.js';
import { Relays } from '../people/relays.service.js';
import { Database } from '../platform/database/database.service.js';
import { Scope } from '../platform/database/scope.js';
import { MicroBatch } from '../platform/database/micro-batch.js';
import { affected } from '../platform/database/sql.js';
import { Conflict } from '../platform/http/errors.js';
import { canonicalEmail, maskedEmail } from '../platform/mail/address.js';
import { GentleNudge } from '../platform/jobs/gentle-nudge.js';
import { Jobs } from '../platform/jobs/jobs.service.js';
import { mailSigners } from './petitions.jobs.js';
import { petitionMessages } from './petitions.messages.js';
import { type PublicPetition } from './public-petitions.service.js';
import { SignatureLinks } from './signature-links.service.js';
import {
  type GivenConsent,
  MOST_MAILS,
  PUT_SIGNATURES,
  putParameters,
  type Signing as Form,
  type SigningOutcome,
} from './signatures.sql.js';
import { type SigningForm } from './signing.forms.js';

/** Takes signatures. They are pending until their link is confirmed (Confirming), and count from then on. */
@Injectable()
export class Signing {
  private readonly batch: MicroBatch<Form, SigningOutcome>;
  private readonly mail: GentleNudge;

  constructor(
    private readonly database: Database,
    private readonly links: SignatureLinks,
    private readonly relays: Relays,
    jobs: Jobs,
  ) {
    this.batch = new MicroBatch((forms) => database.prepared(PUT_SIGNATURES, putParameters(forms)));
    this.mail = new GentleNudge(jobs, mailSigners);
  }

  /**
   * Records the form. Whether the address is new, has signed before or belongs to a suspected robot is told to nobody
   * on the screen: what there is to say goes to the address itself.
   *
   * @returns the token of the page that comes next.
   * @throws Conflict `petition_not_open` where the petition closed, or its text changed, since the page was made.
   */
  async sign(
    { petition, host }: PublicPetition,
    form: SigningForm,
    visit: {
      language: Language;
      source: string | null;
      isSuspect: boolean;
      partners: readonly PartnerWord[];
    },
  ): Promise<string> {
    const { language, source, isSuspect, partners } = visit;
    const text = petitionMessages[language].consent(host.name);
    const consent = {
      organizationId: petition.ownerId,
      channel: 'email',
      isGiven: true,
      text,
      language,
    } as const;
    const shared = (word: PartnerWord): GivenConsent => ({ ...word, channel: 'share', isGiven: true });
    // A robot's form is listed as it came; what people type is listed for nobody until it is proved.
    const email = isSuspect ? form.email : await this.relays.behind(petition.ownerId, form.email);
    const outcome = await this.batch.add({
      petitionId: petition.id,
      version: form.version,
      givenName: form.given_name,
      familyName: form.family_name,
      email,
      canonicalEmail: canonicalEmail(email)!,
      zip: form.zip,
      comment: form.comment,
      isPublic: form.is_public,
      language,
      consents: [...(form.wants_email ? [consent] : []), ...partners.map(shared)],
      source,
      shareCode: randomBytes(6).toString('base64url'),
      isSuspect,
    });
    if (!outcome.isTaken)
      throw new Conflict('petition_not_open', 'This petition takes no signatures on this text any more.');
    if (!isSuspect) this.mail.soon();
    return this.links.askedToken({
      signatureId: outcome.signatureId ?? randomUUID(), // the same address is just being taken: that one has the mail
      maskedEmail: maskedEmail(form.email),
    });
  }

  /** Makes the mail due once more, up to its limit; says nothing of whether there was one to send. */
  async sendAgain({ petition }: PublicPetition, askedToken: string): Promise<void> {
    const { signatureId } = this.links.readAsked(askedToken);
    await this.database.as(Scope.organizations(petition.ownerId), (tx) =>
      affected(
        tx,
        `UPDATE signatures SET mail_due_at = now()
         WHERE id = $1 AND state <> 'withdrawn' AND NOT is_suspect AND mails_sent < ${MOST_MAILS}`,
        [signatureId],
      ),
    );
    this.mail.soon();
  }
}
