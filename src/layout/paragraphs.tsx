import { type ReactElement } from 'react';

/** Text as staff typed it: an empty line begins a paragraph. */
export function Paragraphs({ text, className }: { text: string; className?: string }): ReactElement {
  return (
    <>
      {text
        .split(/\n\s*\n/)
        .filter(Boolean)
        .map((paragraph, at) => (
          <p key={at} className={className}>
            {paragraph}
          </p>
        ))}
    </>
  );
}
