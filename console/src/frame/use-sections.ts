import { can, useSession } from '../api/session';
import { sections } from '../nav';

/** The sections that the signed-in account may open. */
export function useSections() {
  const session = useSession();
  return sections.filter(({ permission }) => can(session, permission));
}

/** Tells whether a screen exists and is open to this account: what links elsewhere asks before it offers the link. */
export function useOpenable(): (path: string) => string | undefined {
  const open = useSections().map(({ to }) => to as string);
  return (path) => (open.some((to) => to !== '/' && path.startsWith(to)) ? path : undefined);
}
