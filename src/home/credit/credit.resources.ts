import { ApiProperty } from '@nestjs/swagger';
import { type Deeds, type StatementFigures, told, type Totals } from '../../partners/credit/credit.access.js';
import { type Statement } from '../../partners/credit/statements.service.js';
import { type MonthOfCredit } from './credit.figures.js';

const COUNT = { type: Number, nullable: true, description: 'Null: fewer than five' } as const;

export class DeedsResource {
  @ApiProperty(COUNT)
  signatures: number | null;
  @ApiProperty(COUNT)
  registrations: number | null;
  @ApiProperty(COUNT)
  letters: number | null;
  @ApiProperty(COUNT)
  attended: number | null;

  /** @param show how a number is told: to partners by `told`. */
  static from(deeds: Deeds, show: (count: number) => number | null): DeedsResource {
    const { signatures, registrations, letters, attended } = deeds;
    return {
      signatures: show(signatures),
      registrations: show(registrations),
      letters: show(letters),
      attended: show(attended),
    };
  }
}

export class TotalsResource {
  @ApiProperty({ description: 'Pages shown to whoever came by the codes; machines count too' })
  views: number;
  @ApiProperty({ type: DeedsResource, description: 'Deeds whose first code it was' })
  first: DeedsResource;
  @ApiProperty({ type: DeedsResource, description: 'Deeds whose last code it was' })
  last: DeedsResource;
  @ApiProperty({ ...COUNT, description: 'People whom the chapter met by the codes' })
  new_people: number | null;

  static from(
    { views, first, last, newPeople }: Totals,
    show: (count: number) => number | null,
  ): TotalsResource {
    return {
      views,
      first: DeedsResource.from(first, show),
      last: DeedsResource.from(last, show),
      new_people: show(newPeople),
    };
  }
}

export class SettledResource {
  @ApiProperty()
  done: number;
  @ApiProperty()
  missed: number;
}

export class FiguresResource extends TotalsResource {
  @ApiProperty({ ...COUNT, description: 'Legislative districts in which these people live' })
  districts: number | null;
  @ApiProperty({ ...COUNT, description: 'People of the chapter who have the partner’s mail' })
  consented: number | null;
  @ApiProperty({
    type: SettledResource,
    description: 'Commitments of the partner that were settled in the month',
  })
  commitments: SettledResource;

  static override from(figures: StatementFigures, show: (count: number) => number | null): FiguresResource {
    return {
      ...TotalsResource.from(figures, show),
      districts: show(figures.districts),
      consented: show(figures.consented),
      commitments: figures.commitments,
    };
  }
}

export class PartnerCreditResource {
  @ApiProperty({ format: 'uuid', description: 'The partner in this chapter, as in /api/v1/partners' })
  id: string;
  @ApiProperty()
  name: string;
  @ApiProperty({ type: FiguresResource })
  figures: FiguresResource;
}

export class CreditResource {
  @ApiProperty({ format: 'date', description: 'The first day of the month' })
  month: string;
  @ApiProperty({
    description: 'Whether the partners’ statements of the month are made; they keep their numbers',
  })
  is_frozen: boolean;
  @ApiProperty({ type: [PartnerCreditResource], description: 'Partners with a code, by name' })
  partners: PartnerCreditResource[];
  @ApiProperty({ type: TotalsResource, description: 'By codes that are no partner’s' })
  others: TotalsResource;
  @ApiProperty({ type: TotalsResource, description: 'By any code: the sum of the above' })
  total: TotalsResource;
}

export interface CreditLine {
  name: string;
  totals: TotalsResource;
  /** Null for what is no partner's alone. */
  figures: FiguresResource | null;
}

/** As the table has them: partners, links that are no partner's, and the sum. */
export function linesOf({ partners, others, total }: CreditResource): CreditLine[] {
  return [
    ...partners.map(({ name, figures }) => ({ name, totals: figures, figures })),
    { name: 'Other links', totals: others, figures: null },
    { name: 'Together', totals: total, figures: null },
  ];
}

type Cell = (line: CreditLine) => string | number | null;

export const CREDIT_COLUMNS: Readonly<Record<string, Cell>> = {
  Partner: ({ name }) => name,
  Views: ({ totals }) => totals.views,
  'Signatures, first': ({ totals }) => totals.first.signatures,
  'Sign-ups, first': ({ totals }) => totals.first.registrations,
  'Letters, first': ({ totals }) => totals.first.letters,
  'Came, first': ({ totals }) => totals.first.attended,
  'Signatures, last': ({ totals }) => totals.last.signatures,
  'Sign-ups, last': ({ totals }) => totals.last.registrations,
  'Letters, last': ({ totals }) => totals.last.letters,
  'Came, last': ({ totals }) => totals.last.attended,
  'New people': ({ totals }) => totals.new_people,
  'Have its mail': ({ figures }) => figures?.consented ?? null,
  Districts: ({ figures }) => figures?.districts ?? null,
  'Promises kept': ({ figures }) => figures?.commitments.done ?? null,
  'Promises missed': ({ figures }) => figures?.commitments.missed ?? null,
};

const exact = (count: number): number => count;

export function toCredit(month: string, credit: MonthOfCredit, isFrozen: boolean): CreditResource {
  return {
    month,
    is_frozen: isFrozen,
    partners: credit.partners.map(({ membershipId, name, figures }) => ({
      id: membershipId,
      name,
      figures: FiguresResource.from(figures, exact),
    })),
    others: TotalsResource.from(credit.others, exact),
    total: TotalsResource.from(credit.total, exact),
  };
}

export class MatchResource {
  @ApiProperty({ description: 'People whom the partner brought in the month, to the nearest five' })
  asked: number;
  @ApiProperty({ description: 'Of these, those who are not on the partner’s own list, to the nearest five' })
  new: number;
}

export class StatementResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'date', description: 'The first day of the month' })
  month: string;
  @ApiProperty({
    type: FiguresResource,
    description: 'As the partner is told them: no number from one to four',
  })
  figures: FiguresResource;
  @ApiProperty({
    type: MatchResource,
    nullable: true,
    description: 'Null where the partner compared no list',
  })
  match: MatchResource | null;
  @ApiProperty({ description: 'One page for boards and funders; whoever has the address can read it' })
  url: string;
  @ApiProperty({ format: 'date-time' })
  made_at: string;

  static from({ id, month, figures, match, madeAt }: Statement, url: string): StatementResource {
    return {
      id,
      month,
      figures: FiguresResource.from(figures, told),
      match: match && { asked: match.asked, new: match.isNew },
      url,
      made_at: madeAt.toISOString(),
    };
  }
}

export class StatementList {
  @ApiProperty({ type: [StatementResource], description: 'Newest first' })
  data: StatementResource[];
}
