import { type StatementFigures, type Totals } from '../../partners/credit/credit.access.js';

/** A chapter's month: what came by whose codes. */
export interface MonthOfCredit {
  partners: { partnerId: string; membershipId: string; name: string; figures: StatementFigures }[];
  /** By codes that are no partner's: of newsletters, posters, signers. */
  others: Totals;
  /** Of all that came by any code. Its deeds are the sum of the partners' and the others', firsts and lasts alike. */
  total: Totals;
}
