import { Text } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCalendarCheck,
  IconCalendarPlus,
  IconCalendarX,
  IconCheckbox,
  IconChecklist,
  IconCircleDot,
  IconEdit,
  IconFileImport,
  IconMail,
  IconMailOpened,
  IconMailOff,
  IconMailPlus,
  IconNote,
  IconPencil,
  IconPointer,
  IconSignature,
  IconUserPlus,
  IconUsersGroup,
  type Icon,
} from '@tabler/icons-react';
import { type TimelineEntry } from '../parts/timeline';
import { changeOf, MergeDetail } from './timeline-changes';
import { channels, consentMethods, type TimelineItem } from './words';

/** How each deed reads before the title of what it was done with. */
const DEEDS: Record<string, { icon: Icon; words: string }> = {
  signed: { icon: IconSignature, words: 'Signed' },
  withdrew: { icon: IconMailOff, words: 'Took back their signature on' },
  registered: { icon: IconCalendarPlus, words: 'Signed up for' },
  cancelled: { icon: IconCalendarX, words: 'Cancelled' },
  attended: { icon: IconCalendarCheck, words: 'Came to' },
  missed: { icon: IconCalendarX, words: 'Did not come to' },
  wrote: { icon: IconPencil, words: 'Wrote' },
  'was-mailed': { icon: IconMail, words: 'Was sent' },
  opened: { icon: IconMailOpened, words: 'Opened' },
  clicked: { icon: IconPointer, words: 'Clicked in' },
  unsubscribed: { icon: IconMailOff, words: 'Unsubscribed by' },
  subscribed: { icon: IconMailPlus, words: 'Subscribed by' },
  bounced: { icon: IconAlertTriangle, words: 'Could not be reached by' },
  complained: { icon: IconAlertTriangle, words: 'Reported as spam' },
  imported: { icon: IconUserPlus, words: 'Came with the import' },
  merged: { icon: IconUsersGroup, words: 'Was merged with' },
  joined: { icon: IconUserPlus, words: 'Joined' },
  left: { icon: IconCircleDot, words: 'Left' },
};

const SOURCE = 'came by';

/** One line of the API as the timeline shows it. A deed that is new to the console is named by its own word. */
export function entryOf(item: TimelineItem, mayWrite: boolean): TimelineEntry {
  const { id, at, kind, what, source, actor } = item;
  const by = { id, at, actor: actor ?? undefined, source: source ? `${SOURCE} ${source}` : undefined };
  if (kind === 'noted')
    return { ...by, icon: IconNote, title: 'Note', detail: <Body text={item.detail['body']} /> };
  if (kind === 'consented') return { ...by, icon: IconChecklist, ...consentOf(item) };
  if (kind === 'task') return { ...by, icon: IconCheckbox, ...taskOf(item) };
  if ('field' in item.detail)
    return { ...by, icon: kind === 'imported' ? IconFileImport : IconEdit, ...changeOf(item) };
  const deed = DEEDS[kind];
  return {
    ...by,
    icon: deed?.icon ?? IconCircleDot,
    title: `${deed?.words ?? kind} ${what.title || what.kind}`.trim(),
    detail: kind === 'merged' && 'batch_id' in item.detail && (
      <MergeDetail detail={item.detail} mayUndo={mayWrite} />
    ),
  };
}

function Body({ text }: { text: unknown }) {
  return (
    <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
      {wordOf(text)}
    </Text>
  );
}

function consentOf({ detail }: TimelineItem): Pick<TimelineEntry, 'title' | 'detail'> {
  const channel = channels[wordOf(detail['channel'])] ?? 'Sharing';
  const organization = wordOf(detail['organization']);
  const how = consentMethods[wordOf(detail['method'])];
  return {
    title: [
      detail['is_given'] ? 'Agreed to' : 'Stopped',
      channel.toLowerCase(),
      organization && `from ${organization}`,
    ]
      .filter(Boolean)
      .join(' '),
    detail: `“${wordOf(detail['text'])}”${how ? ` (${how})` : ''}`,
  };
}

const TASK_ACTS: Record<string, string> = { open: 'Task', done: 'Task done', cancelled: 'Task cancelled' };

function taskOf({ what, detail }: TimelineItem): Pick<TimelineEntry, 'title' | 'detail'> {
  const dueOn = wordOf(detail['due_on']);
  return {
    title: `${TASK_ACTS[wordOf(detail['state'])] ?? 'Task'}: ${what.title}`,
    detail: dueOn ? `By ${dueOn}` : wordOf(detail['reason']) || undefined,
  };
}

/** The API leaves the kinds of detail open; here they are words. */
function wordOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
