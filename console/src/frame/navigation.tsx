import { Box } from '@mantine/core';
import { IconMailbox } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { can, useSession } from '../api/session';
import { type Section } from '../section';
import { ChapterSwitcher } from './chapter-switcher';
import { useShortcut } from './shortcuts';
import { useSections } from './use-sections';

export function Navigation({ onLeave }: { onLeave: () => void }) {
  const sections = useSections();
  const ofGroup = (group: Section['group']) => sections.filter((section) => section.group === group);
  return (
    <>
      <Box hiddenFrom="sm" pb="sm">
        <ChapterSwitcher />
      </Box>
      <NavList sections={ofGroup('work')} onLeave={onLeave} />
      <h2 className="nav-heading" id="nav-setup">
        Set up
      </h2>
      <NavList sections={ofGroup('setup')} onLeave={onLeave} labelledBy="nav-setup" />
      <MailboxLink />
    </>
  );
}

/** The built-in mailbox is a page of the server, not of the console; it is there while no relay is set. */
function MailboxLink() {
  const session = useSession();
  if (session.mail !== 'mailbox' || !can(session, 'mailbox.read')) return null;
  return (
    <a className="nav-item" href="/mailbox">
      <IconMailbox size={18} stroke={1.75} aria-hidden />
      Mailbox
    </a>
  );
}

interface NavListProps {
  sections: Section[];
  onLeave: () => void;
  labelledBy?: string;
}

function NavList({ sections, onLeave, labelledBy }: NavListProps) {
  return (
    <ul className="plain-list" aria-labelledby={labelledBy}>
      {sections.map((section) => (
        <NavItem key={section.label} section={section} onLeave={onLeave} />
      ))}
    </ul>
  );
}

function NavItem({ section, onLeave }: { section: Section; onLeave: () => void }) {
  const { label, to, icon: Icon, key } = section;
  const navigate = useNavigate();
  useShortcut(`g ${key}`, label, () => void navigate({ to }), { group: 'Go to', enabled: key !== undefined });
  return (
    <li>
      <Link
        to={to}
        className="nav-item"
        activeOptions={{ exact: to === '/', includeSearch: false }}
        onClick={onLeave}
      >
        <Icon size={18} stroke={1.75} aria-hidden />
        {label}
      </Link>
    </li>
  );
}
