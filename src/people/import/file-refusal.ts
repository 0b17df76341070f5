import { Invalid } from '../../platform/http/errors.js';

/** Why a file cannot be taken, in a sentence for whoever brought it. */
export const refused = (message: string): Invalid => new Invalid([{ param: 'file', message }]);
