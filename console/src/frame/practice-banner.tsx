import { useSession } from '../api/session';

/** Says where mail goes whenever it does not go out: nobody should have to wonder. */
export function PracticeBanner() {
  const { practice, mail } = useSession();
  if (!practice && mail === 'smtp') return null;
  return (
    <div className="notice" role="note">
      {mail === 'smtp'
        ? 'Practice mode: people and numbers are invented, but mail to them goes out by your mail server.'
        : practice
          ? 'Practice mode: nothing leaves this server.'
          : 'No mail relay is set up: every message stays in the built-in mailbox.'}
      {mail === 'mailbox' && <a href="/mailbox">Open the mailbox</a>}
    </div>
  );
}
