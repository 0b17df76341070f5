import { Outlet } from '@tanstack/react-router';
import { useEffect } from 'react';
import { SessionProvider, useSessionQuery } from '../api/session';
import { FrameFailure, FrameSkeleton } from './frame-waiting';
import { Shell } from './shell';

/** Everything around a screen. Nothing is shown before it is known who is signed in. */
export function Frame() {
  const { data, error, refetch } = useSessionQuery();
  const isHalfSignedIn = data?.two_factor_required ?? false;
  useEffect(() => {
    // Nothing else answers to such a session; the page belongs to the server, so it is a page load.
    if (isHalfSignedIn) window.location.assign('/account/two-factor');
  }, [isHalfSignedIn]);
  if (data && !isHalfSignedIn) {
    return (
      <SessionProvider value={data}>
        <Shell>
          <Outlet />
        </Shell>
      </SessionProvider>
    );
  }
  return error ? <FrameFailure error={error} onRetry={() => void refetch()} /> : <FrameSkeleton />;
}
