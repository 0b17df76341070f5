import { idOf } from './row-id.js';
import { type Batch, type World } from './world.js';

const DAY_OPENED = 6;

/** What Boston's staff have to do this week: one thing is late, one nobody has taken, one is done. */
export function taskRows(world: World, actions: { petition: string; event: string }): Batch {
  const { chapterAdmin, organizer } = world.accounts;
  const person = world.people.find(
    ({ city, isSealed, isSubscribed }) => city === 'boston' && !isSealed && isSubscribed,
  )!;
  const day = (at: Date): string => at.toISOString().slice(0, 10);
  const tasks = [
    ['Confirm the stage and the sound for the rally', organizer, -1, 'event', actions.event],
    ['Call back about speaking at the training', chapterAdmin, 2, 'person', person.id],
    ['Print the petition’s sign-up sheets', chapterAdmin, 5, 'petition', actions.petition],
    ['Find somebody who interprets into Portuguese', null, 9, 'event', actions.event],
    ['Write to last year’s volunteers', organizer, -3, null, null],
  ] as const;
  return {
    table: 'tasks',
    rows: tasks.map(([title, assignee, due, kind, subject], at) => {
      const isDone = at === tasks.length - 1;
      return {
        id: idOf(world.ago(DAY_OPENED)),
        owner_id: world.chapters.boston,
        title,
        assignee_id: assignee,
        due_on: day(world.ahead(due)),
        person_id: kind === 'person' ? subject : null,
        subject_kind: kind,
        subject_id: subject,
        state: isDone ? 'done' : 'open',
        created_by: chapterAdmin,
        created_at: world.ago(DAY_OPENED),
        closed_by: isDone ? organizer : null,
        closed_at: isDone ? world.ago(2) : null,
      };
    }),
  };
}
