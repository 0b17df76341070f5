/** Long enough for the 25 s that a drain may take, short enough that nothing is left behind for long. */
const PATIENCE = 28_000;

/**
 * Ends this process when the supervisor that started it is gone, even by kill -9: the channel between the two closes,
 * we close what is open and exit, and the next start finds no orphan holding the port. Started by hand, without a
 * supervisor, the process has no such channel and this does nothing.
 *
 * @param close drains and closes everything; called at most once. Should it not end, the process exits with 1.
 */
export function stopWhenParentGoes(close: () => Promise<void>): void {
  if (!process.send) return;
  const end = (): void => {
    setTimeout(() => process.exit(1), PATIENCE).unref();
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error('Closing after the supervisor had gone failed:', error);
        process.exit(1);
      },
    );
  };
  // It went while this process was still booting: nobody will ever tell us again.
  if (!process.connected) return end();
  process.once('disconnect', end);
  // Listening to the channel keeps the process alive; a clean shutdown must be able to end without it.
  process.channel?.unref();
}
