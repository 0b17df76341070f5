import { type ReactElement } from 'react';
import { type Language } from '../../layout/i18n.js';
import { type Addressee, letterFor, type WrittenLetter } from './letter-text.js';

/** One letter as each official reads it; the first is open. */
export function Versions(props: {
  officials: readonly Addressee[];
  letter: WrittenLetter;
  constituent: { name: string; address: string };
  language: Language;
}): ReactElement {
  return (
    <>
      {props.officials.map((official, at) => {
        const version = letterFor(official, props.letter, props.constituent, props.language);
        return (
          <details key={`${official.name} ${official.seat}`} open={at === 0}>
            <summary>
              {official.name}, {official.title}
            </summary>
            <p>
              <strong>{version.subject}</strong>
            </p>
            <div className="letter">{[...version.paragraphs, version.signature].join('\n\n')}</div>
          </details>
        );
      })}
    </>
  );
}
