import { type Host } from '../../network/chapters.service.js';
import { approvalOver } from '../rules/sending-rules.resources.js';
import { type SendingRules } from '../rules/sending-rules.service.js';

/** How many are asked a day: as many as no second person has to approve. Null for all: a network's question always needs one. */
export const mostADay = (kind: Host['kind'], sending: SendingRules): number | null =>
  kind === 'network' ? null : approvalOver(sending);
