import { ApiProperty } from '@nestjs/swagger';
import { type Language, LANGUAGES } from '../../layout/i18n.js';
import { ANSWER_DAYS } from './results.sql.js';

export class AnswerFigures {
  @ApiProperty({ description: 'What they did: signed, registered, wrote ...' })
  did: string;
  @ApiProperty({ description: 'With what: petition, event, letter ...' })
  kind: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  id: string | null;
  @ApiProperty()
  title: string;
  @ApiProperty()
  people: number;
}

export class MailingHour {
  @ApiProperty({ format: 'date-time', description: 'Its beginning' })
  at: string;
  @ApiProperty()
  sent: number;
  @ApiProperty({ description: 'For the first time, by a person as far as that is known' })
  opened: number;
  @ApiProperty({ description: 'For the first time, by a person' })
  clicked: number;
}

export class MailingDomain {
  @ApiProperty({ type: String, nullable: true, description: 'Null for people who were erased since' })
  domain: string | null;
  @ApiProperty({ description: 'Taken there, and not come back' })
  sent: number;
  @ApiProperty({ description: 'People; automatic opens left out as far as they are known' })
  opened: number;
  @ApiProperty({ description: 'People; automatic clicks left out' })
  clicked: number;
  @ApiProperty({ description: 'The mailbox does not exist: nobody mails it any more' })
  hard: number;
  @ApiProperty({ description: 'Full, or out of reach: three within 30 days stop your mail to it' })
  soft: number;
  @ApiProperty({ description: 'The receiver objects to us or to the mail: nobody is suppressed' })
  policy: number;
  @ApiProperty({ description: 'This message alone: too large, or malformed' })
  final: number;
}

export class MailingResults {
  @ApiProperty({
    description: `People who took an action with the sender within ${ANSWER_DAYS} days of following a link in it`,
  })
  acted: number;
  @ApiProperty({ type: [AnswerFigures], description: 'The same by action; somebody can be in several' })
  actions: AnswerFigures[];
  @ApiProperty({ type: [MailingHour], description: 'Hours in which something happened, at most 72' })
  hours: MailingHour[];
  @ApiProperty({
    type: [MailingDomain],
    description: 'At most 20: those that sent most back first, then the largest',
  })
  domains: MailingDomain[];
}

export class PictureLink {
  @ApiProperty({ description: 'Its place: in the picture it leads to #link-1, #link-2 ...' })
  position: number;
  @ApiProperty()
  url: string;
  @ApiProperty({ description: 'People who followed it' })
  people: number;
  @ApiProperty({ description: 'Mails whose link a machine followed' })
  automatic: number;
}

export class MailingVersionSummary {
  @ApiProperty()
  version: number;
  @ApiProperty({ enum: LANGUAGES })
  language: Language;
  @ApiProperty({ format: 'date-time' })
  created_at: string;
  @ApiProperty({ description: 'Messages that left with it' })
  recipients: number;
}

export class MailingVersionList {
  @ApiProperty({ type: [MailingVersionSummary], description: 'What was sent, newest first' })
  data: MailingVersionSummary[];
}

export class MailingPicture {
  @ApiProperty()
  version: number;
  @ApiProperty()
  subject: string;
  @ApiProperty({
    description: 'A whole document as nobody in particular sees it; show it in a sandboxed frame',
  })
  html: string;
  @ApiProperty({ type: [PictureLink] })
  links: PictureLink[];
}
