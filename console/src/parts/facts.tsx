import './parts.css';
import { type ReactNode } from 'react';
import { Missing } from './values';

/** Names and values of a record, one a line; what is not there is a dash. */
export function Facts({ facts }: { facts: (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value || <Missing />}</dd>
        </div>
      ))}
    </dl>
  );
}
