import { isSilent } from './frozen.js';
import { ImpatientClient } from './impatient-client.js';

/** How long a statement may be under way before the server is looked at, and from one look to the next, in ms. */
const LOOK_AFTER = 2_000;

/**
 * A connection that closes, with an error that `isAway` knows, when the server froze in the middle of a statement: within
 * about seven seconds. A statement that is merely long goes on as long as its own limits let it.
 */
export class WatchfulClient extends ImpatientClient {
  protected override underWay(): () => void {
    const looking = setInterval(() => {
      void isSilent(this.host, this.port).then((silent) => {
        // With a statement under way, `end` cuts the socket, and the statement is told.
        if (silent && isOpen) void this.end();
      });
    }, LOOK_AFTER);
    let isOpen = true;
    return () => {
      isOpen = false;
      clearInterval(looking);
    };
  }
}
