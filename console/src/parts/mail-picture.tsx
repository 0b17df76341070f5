/** How a mail is looked at: as its text part, or its HTML in a frame that can do nothing. */
export function MailPicture({ view, html, text }: { view: string; html: string; text: string }) {
  return view === 'text' ? (
    <div className="mail-plain" tabIndex={0} role="document" aria-label="Text part">
      {text}
    </div>
  ) : (
    <iframe
      title="Preview of the mail"
      className={`mail-preview ${view}`}
      sandbox=""
      srcDoc={html}
      tabIndex={0}
    />
  );
}
