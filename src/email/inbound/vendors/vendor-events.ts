import { type Notice } from '../notice.js';
import { type Vendor } from '../notices.sql.js';
import { noticeOfMailgun } from './mailgun-event.js';
import { noticeOfPostmark } from './postmark-event.js';
import { noticeOfSendGrid } from './sendgrid-event.js';
import { noticeOfSes } from './ses-event.js';

const READERS: Record<Vendor, (event: object) => Notice> = {
  ses: noticeOfSes,
  postmark: noticeOfPostmark,
  sendgrid: noticeOfSendGrid,
  mailgun: noticeOfMailgun,
};

/** One stored event of a vendor as the internal notice. @throws where it is no JSON */
export function noticeOfEvent(vendor: Vendor, raw: Buffer): Notice {
  return READERS[vendor](JSON.parse(raw.toString('utf8')) as object);
}
