import pg from 'pg';

/** What node-postgres says of a statement that was not answered within its time limit; there is no code. */
const UNANSWERED = 'Query read timeout';

type Query = (...given: unknown[]) => unknown;
type Callback = (error: Error | null | undefined, result: unknown) => void;

/**
 * A connection that closes when a statement on it was not answered in time. node-postgres only gives up the statement: the
 * connection goes back to its pool, and whoever takes it next waits behind the answer that never came (faults.md F15).
 */
export class ImpatientClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    // Between two hands, out of its pool and not yet listened to, a connection that breaks would end the process: an 'error'
    // that nobody hears does. Whoever asks it for something is told by their own statement.
    this.on('error', () => undefined);
    const submit = this.query.bind(this) as Query;
    const notice = (error: unknown): void => {
      if (!(error instanceof Error) || error.message !== UNANSWERED) return;
      // With a statement under way, `end` cuts the socket and asks nobody. It tells nobody either: whoever keeps the
      // connection, as the queue's listeners do, must hear that it is broken.
      void this.end();
      this.emit('error', error);
    };
    // The overloads of `query` are eight; what goes in and comes out is left as it is.
    this.query = ((...given: unknown[]) => {
      const callback = given.at(-1);
      if (typeof callback === 'function') {
        const answered = this.underWay();
        given[given.length - 1] = ((error, result) => {
          answered();
          notice(error);
          (callback as Callback)(error, result);
        }) satisfies Callback;
      }
      const answer = submit(...given);
      // The caller has the answer or the rejection as well.
      if (answer instanceof Promise) answer.finally(this.underWay()).catch(notice);
      return answer;
    }) as typeof this.query;
  }

  /** Called when a statement begins; what it gives is called when the statement was answered. A stream's is not. */
  protected underWay(): () => void {
    return () => undefined;
  }
}
