import { type ReactElement } from 'react';
import { formatNumber, LOCALES } from '../../layout/i18n.js';
import { type Visit } from '../../layout/visit.js';
import { type Deeds, told } from '../../partners/credit/credit.access.js';
import { type Statement } from '../../partners/credit/statements.service.js';
import { statementMessages } from './statements.messages.js';

export interface StatementFace {
  visit: Visit;
  statement: Statement;
  partnerName: string;
  chapterName: string;
}

const KINDS = [
  'signatures',
  'registrations',
  'letters',
  'attended',
] as const satisfies readonly (keyof Deeds)[];

/** 'October 2026'. */
export function monthName(month: string, { language }: Visit): string {
  return new Intl.DateTimeFormat(LOCALES[language], {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${month}T00:00:00Z`));
}

/** A partner's month on one page, for its board and its funders. It prints on one sheet. */
export function StatementPage({ visit, statement, partnerName, chapterName }: StatementFace): ReactElement {
  const t = statementMessages[visit.language];
  const { figures, match } = statement;
  const say = (count: number): string => {
    const shown = told(count);
    return shown === null ? t.few : formatNumber(shown, visit.language);
  };
  const reach = [
    [t.views, formatNumber(figures.views, visit.language)],
    [t.newPeople, say(figures.newPeople)],
    [t.districts, say(figures.districts)],
    [t.consented, say(figures.consented)],
    [t.done, formatNumber(figures.commitments.done, visit.language)],
    [t.missed, formatNumber(figures.commitments.missed, visit.language)],
  ] as const;
  return (
    <div className="narrow">
      <h1>{t.title(partnerName, monthName(statement.month, visit))}</h1>
      <p className="lead">{t.lead(partnerName, chapterName)}</p>
      <table>
        <caption>{t.what}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">{t.first}</th>
            <th scope="col">{t.last}</th>
          </tr>
        </thead>
        <tbody>
          {KINDS.map((kind) => (
            <tr key={kind}>
              <th scope="row">{t[kind]}</th>
              <td>{say(figures.first[kind])}</td>
              <td>{say(figures.last[kind])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <table>
        <caption>{t.reach}</caption>
        <tbody>
          {reach.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {match && (
        <p>{t.match(formatNumber(match.isNew, visit.language), formatNumber(match.asked, visit.language))}</p>
      )}
      <h2>{t.how}</h2>
      <p className="soft">{t.howText}</p>
    </div>
  );
}
