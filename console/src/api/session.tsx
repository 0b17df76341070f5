import { useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { fetchSession, type Schema } from './client';

export type Session = Schema<'Session'>;
export type Permission = Session['permissions'][number];

/** The session as a query: the frame waits for it before it shows any screen. */
export const useSessionQuery = () =>
  useQuery({
    queryKey: ['get', '/api/v1/session'],
    queryFn: ({ signal }) => fetchSession(signal),
    staleTime: 60_000,
  });

const SessionContext = createContext<Session | undefined>(undefined);
export const SessionProvider = SessionContext.Provider;

/** Who is signed in. Only inside the frame, where it is always known. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession is called outside of the frame.');
  return session;
}

/**
 * Whether the signed-in account holds a permission in any of its scopes. It decides what is offered,
 * never what is allowed: the server asks again.
 */
export function can(session: Session, permission: Permission | undefined): boolean {
  return permission === undefined || session.permissions.includes(permission);
}

/** The network and chapters in which the account holds a permission, as the options of a select. */
export function ownersWith(
  { scopes, chapters }: Session,
  permission: Permission,
): { value: string; label: string }[] {
  const own = [...scopes.filter(({ kind }) => kind !== 'partner'), ...chapters];
  const holding = own.filter(({ permissions }) => permissions.includes(permission));
  return [...new Map(holding.map(({ id, name }) => [id, { value: id, label: name }])).values()];
}
