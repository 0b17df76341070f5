import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { says } from '../../layout/forms.js';
import { type ChosenWays } from './mail-routes.service.js';

const CHOICE =
  "A relay's id, `default` for that of the installation, or `network` for whatever the network's own mail goes by";
const CHOSEN = /^(default|network|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

export class MailRouteForm {
  @ApiProperty({ description: CHOICE })
  @Matches(CHOSEN, { message: says('chooseOne') })
  bulk: string;

  @ApiProperty({ description: CHOICE })
  @Matches(CHOSEN, { message: says('chooseOne') })
  transactional: string;
}

export class MailRouteResource {
  @ApiProperty({ format: 'uuid' })
  organization_id: string;
  @ApiProperty()
  name: string;
  @ApiProperty({ description: "The network's is for every chapter that has none of its own" })
  is_network: boolean;
  @ApiProperty({ description: "Whether the network's relays may be chosen, beside its own" })
  is_governed: boolean;
  @ApiProperty({ description: `Mailings and news. ${CHOICE}` })
  bulk: string;
  @ApiProperty({ description: `Receipts, confirmations, sign-in links. ${CHOICE}` })
  transactional: string;

  static from({ organizationId, name, isNetwork, isGoverned, choices }: ChosenWays): MailRouteResource {
    return {
      organization_id: organizationId,
      name,
      is_network: isNetwork,
      is_governed: isGoverned,
      ...choices,
    };
  }
}

export class MailRouteList {
  @ApiProperty({ type: [MailRouteResource] })
  data: MailRouteResource[];
}
