import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Organizations } from '../../network/organizations.service.js';
import { Database } from '../../platform/database/database.service.js';
import { affected } from '../../platform/database/sql.js';
import { type Upload } from '../../platform/http/upload.js';
import { Audit } from '../../staff/audit.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { Logos } from '../logos.service.js';
import { type PartnerRecord } from '../partners.resources.js';
import { Partners } from '../partners.service.js';
import { type Membership } from '../partners.sql.js';
import { type OwnListing, type ProfileChanges } from './profile.forms.js';

/** A partner's own people at its profile (PO-10). What they change stands in every chapter it belongs to. */
@Injectable()
export class Profiles {
  constructor(
    private readonly database: Database,
    private readonly organizations: Organizations,
    private readonly partners: Partners,
    private readonly logos: Logos,
    private readonly audit: Audit,
  ) {}

  change(caller: Caller, id: string, form: ProfileChanges): Promise<PartnerRecord> {
    return this.writing(caller, id, 'partner.profile-changed', async (tx, { partnerId }) => {
      await this.organizations.rename(tx, partnerId, { name: form.name });
      await affected(
        tx,
        `UPDATE partners SET website = coalesce($2, website), service_area = coalesce($3, service_area),
           description = coalesce($4, description) WHERE id = $1`,
        [partnerId, form.website ?? null, form.service_area ?? null, form.description ?? null],
      );
    });
  }

  /** The organization's own word on the public directory, kept with the name of who gave it. */
  setListing(caller: Caller, id: string, { is_consented: isConsented }: OwnListing): Promise<PartnerRecord> {
    const action = isConsented ? 'partner.listing-agreed' : 'partner.listing-withdrawn';
    return this.writing(caller, id, action, (tx, { partnerId }) =>
      this.partners.recordListing(tx, partnerId, isConsented ? caller.name : null),
    );
  }

  /** @throws Invalid on `file` as for Logos. */
  async setLogo(caller: Caller, id: string, upload: Upload): Promise<PartnerRecord> {
    const picture = await this.logos.take(upload);
    return this.writing(caller, id, 'partner.profile-changed', (tx, partner) =>
      this.logos.keep(tx, partner, picture, { ownerId: partner.partnerId, createdBy: caller.accountId }),
    );
  }

  removeLogo(caller: Caller, id: string): Promise<PartnerRecord> {
    return this.writing(caller, id, 'partner.profile-changed', (tx, partner) => this.logos.drop(tx, partner));
  }

  /** @throws NotFound for what is not one of the caller's own organizations. */
  private async writing(
    caller: Caller,
    id: string,
    action: string,
    work: (tx: EntityManager, partner: Membership) => Promise<void>,
  ): Promise<PartnerRecord> {
    await this.database.as(caller.scope('partner.profile'), async (tx) => {
      const partner = await this.partners.find(tx, caller, id);
      caller.requires('partner.profile', partner.partnerId);
      await work(tx, partner);
      await this.audit.append(tx, caller, {
        organizationId: partner.partnerId,
        action,
        subject: { kind: 'partner', id },
      });
    });
    return this.partners.record(caller, id);
  }
}
