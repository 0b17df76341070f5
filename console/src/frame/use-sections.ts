import { can, useSession } from '../api/session';
import { sections } from '../nav';

/** The sections that the signed-in account may open. */
export function useSections() {
  const session = useSession();
  return sections.filter(({ permission }) => can(session, permission));
}
