import { useNetwork } from '@mantine/hooks';

/** Shown while the browser has no network. Lists keep what they have; saving waits for the network. */
export function NetworkNotice() {
  const { online } = useNetwork();
  return (
    <div role="status">
      {!online && (
        <div className="notice" data-tone="warning">
          You are offline. You can read what is loaded; saving works again when the connection is back.
        </div>
      )}
    </div>
  );
}
