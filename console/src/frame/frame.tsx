import { Outlet } from '@tanstack/react-router';
import { SessionProvider, useSessionQuery } from '../api/session';
import { FrameFailure, FrameSkeleton } from './frame-waiting';
import { Shell } from './shell';

/** Everything around a screen. Nothing is shown before it is known who is signed in. */
export function Frame() {
  const { data, error, refetch } = useSessionQuery();
  if (data) {
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
