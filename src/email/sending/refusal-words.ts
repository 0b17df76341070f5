/**
 * What servers say where their code does not. Words of common servers (Postfix, Exim, Sendmail, Exchange, qmail) and of the
 * large providers, as few as tell the kinds apart.
 */
export const WORDS = {
  /** The mailbox takes nothing just now: it is emptied one day, whatever the code says. */
  full: /(over|exceed\w*|disk|storage|mail(box)?|user)\b.{0,20}quota|quota .{0,12}(exceed|full|reach)|(mail)?box (is |has |size )?(been )?(full|over|exceed)|full mailbox|disk (is )?full|disk (space|storage)|(insufficient|not enough|out of) (system |disk )?(storage|space)|exceeds? (its |the )?(allowed|storage|mailbox)|over (its |the )?(size|storage|mailbox) limit/i,
  /** We were too quick, for one receiver or for one mailbox. */
  tooOften:
    /at a rate that|too many (recipients|messages|mails?|connections?)|connection rate limit|sent too many|try (again )?(later|after)|throttl|greylist|graylist/i,
  /** This very message. */
  message:
    /(message|mail|e-?mail)( size| length)?( is)? (too (big|large|long)|exceeds|size limit)|too (big|large) for|(size|length) (limit )?exceed|exceeds .{0,30}(message )?size|size limit|maximum .{0,10}size|8-bit data|sequence of commands|line (limit|length)|line too long/i,
  /** An account that is there and shut. */
  shut: /(account|mailbox|user|recipient|compte)\b.{0,40}\b(disabled|suspended|frozen|locked|blocked|inactive|discontinued|not active|deactivated|bloque)|(disabled|inactive|suspended) (account|user|recipient|mailbox)/i,
  /** Us: our address, our name, our content, our manners. The person must not pay for it. */
  policy:
    /spam|unsolicited|\bUBE\b|black ?list|block ?list|deny ?list|\bd?nsb?l\b|\brbl\b|\b(blocked|banned)\b|reputation|polic(y|ies)|\bspf\b|\bdkim\b|\bdmarc\b|authenticat|\bptr\b|reverse (dns|lookup)|\brdns\b|name lookup failed|missing dns|relay(ing)?\b|complain|suspicious|virus|malware|phish|header error|content.{0,12}(reject|den|block)|(reject|refus|den)\w* .{0,20}(content|message|mail)|access (denied|from)|no access|client host|sender .{0,20}(reject|den|refus|verif)|domain of sender|purported|(network|host|server|message|senders?|not) (not )?(allowed|permitted|authoriz|authoris)|mismatch|(my name|mail from|helo|ehlo) .{0,20}reject|invalid domain name|not accepting (connections|mail from)|not a member|permission to post|compliant|mail reject|server .{0,40}dns|connections? not accepted|(bad|invalid|fix|missing) .{0,20}dns|groups\.google\.com|provide a valid from/i,
  /** The way there, or a server on it. */
  away: /tim(ed?|e) ?out|retry time|retries|retry timeout|expired|too long|connection (refused|lost|reset|closed)|unable to connect|could not (load|connect|contact)|unable to contact|not accept our requests|network (error|is unreachable)|socket error|hop count|too many hops|mail ?loop|routing loop|malformed or unexpected|unavailable(,| now| at)|temporar|failing for a long time|\d+ attempts|try again$|not found, try again/i,
  /** Nobody of that name. */
  noUser:
    /(no such|unknown|invalid|non-?existent|does ?n[o']t exist|not found|unrouteable|illegal)\b.{0,40}\b(user|mailbox|recipient|address|account|alias|person|name)|(user|mailbox|recipient|address|account|customer|alias|name|email)\b.{0,40}\b(is |are |was )?(unknown|not? (be )?found|does ?n[o']t exist|doesn.?t have a|no longer|not exist|invalid|not recognized|not recognised|isn.?t valid)|no mailbox (here )?by that name|not our (user|customer)|no longer on server|no valid recipients|(wasn.?t|couldn.?t be|could not be) found|requested action not taken: mailbox unavailable|(recipient )?address rejected\.? ?($|\S+@)|recipnotfound|recipientnotfound|unknown (local )?part|bad (destination|recipient)|見つかりません|リストにありません/i,
  /** Nobody's house. RFC 7505: a domain that says it takes no mail. */
  noHost:
    /(host|domain)\b.{0,40}\b(unknown|not found|does ?n[o']t exist|not reachable|does not accept mail)|(unknown|no such|illegal|invalid) (host|domain)|no mx (record|host)|null ?mx|does not accept mail|name or service not known|\bNXDOMAIN\b|doesn.?t receive email/i,
  /** The name system's last word, whatever code a relay wraps it in. */
  noHostForGood: /\bNXDOMAIN\b|null ?mx|does(n.?t| not) (receive|accept) e?-?mail/i,
  /** A bare no. */
  refused: /\b(reject(ed)?|refused|denied|forbidden|prohibited)\b/i,
} as const;
