const SECONDS_TO_STOP = 25;

/**
 * Ends the process cleanly on SIGTERM and SIGINT: `close` finishes what is under way, and after 25 s the process
 * goes anyway, since whoever sent the signal sends SIGKILL next. A second signal does not wait.
 */
export function stopOnSignals(close: () => Promise<void>): void {
  let isStopping = false;
  const stop = (signal: string): void => {
    if (isStopping) process.exit(1);
    isStopping = true;
    const late = setTimeout(() => {
      process.stderr.write(`Still busy ${SECONDS_TO_STOP} s after ${signal}: leaving now.\n`);
      process.exit(1);
    }, SECONDS_TO_STOP * 1000);
    close().then(
      () => {
        clearTimeout(late);
        process.exit(0);
      },
      (error: unknown) => {
        process.stderr.write(`Stopping failed: ${error instanceof Error ? error.stack : String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
