import { type Answer, type Browser } from '../../support/browser.js';
import { settled } from '../../support/settled.js';

/** An import as the API shows it, as far as tests look at it. */
export interface ShownImport {
  id: string;
  state: string;
  refusal: string | null;
  preset: string | null;
  format: {
    encoding: string | null;
    delimiter: string | null;
    sheet: string | null;
    sheets: string[];
    has_headings: boolean;
  };
  columns: { heading: string; is: string; field_id: string | null }[];
  total_rows: number;
  done_rows: number;
  counts: Record<
    | 'new'
    | 'updated'
    | 'unchanged'
    | 'possible_duplicate'
    | 'repeated'
    | 'rejected'
    | 'with_remarks'
    | 'stay_unsubscribed'
    | 'unknown_organizations',
    number
  > | null;
  undo: { removed: number; restored: number; left: number } | null;
}

export const RULES = {
  on_match: 'fill',
  overwrite: [] as string[],
  same_email: 'one-person',
  on_possible_duplicate: 'create',
  tags: [] as string[],
  language: 'en',
  system: 'file',
};

export const ATTESTED = {
  source: 'event-sheet',
  text: 'They ticked the box on the paper sheet of our May meeting.',
  collected_on: '2026-05-03',
  channels: ['email'],
};

export function upload(
  staff: Browser,
  ownerId: string,
  content: string | Uint8Array,
  name = 'people.csv',
): Promise<Answer> {
  return staff.fetch(`/api/v1/imports?owner_id=${ownerId}&name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: typeof content === 'string' ? content : new Uint8Array(content),
  });
}

export async function look(staff: Browser, id: string): Promise<ShownImport> {
  return (await staff.get(`/api/v1/imports/${id}`)).json<ShownImport>();
}

/** Waits until no worker has it in hand. */
export function idle(staff: Browser, id: string): Promise<ShownImport> {
  return settled('the import stood still', async () => {
    const it = await look(staff, id);
    return ['checking', 'running', 'stopping', 'undoing'].includes(it.state) ? null : it;
  });
}

export async function act(
  staff: Browser,
  id: string,
  what: 'dry-run' | 'run' | 'cancellation' | 'undo',
): Promise<ShownImport> {
  const answer = await staff.send(`/api/v1/imports/${id}/${what}`);
  if (answer.status !== 201) throw new Error(`${what} answered ${answer.status}: ${answer.text}`);
  return idle(staff, id);
}

/** Uploads, plans and checks. */
export async function checked(
  staff: Browser,
  ownerId: string,
  content: string | Uint8Array,
  plan?: object,
): Promise<ShownImport> {
  const uploaded = await upload(staff, ownerId, content);
  if (uploaded.status !== 201) throw new Error(`The upload answered ${uploaded.status}: ${uploaded.text}`);
  const { id } = uploaded.json<ShownImport>();
  if (plan) {
    const planned = await staff.send(`/api/v1/imports/${id}`, plan, 'PATCH');
    if (planned.status !== 200) throw new Error(`The plan answered ${planned.status}: ${planned.text}`);
  }
  return act(staff, id, 'dry-run');
}

/** The same, and imports what was found. */
export async function imported(
  staff: Browser,
  ownerId: string,
  content: string | Uint8Array,
  plan?: object,
): Promise<ShownImport> {
  const { id, state, refusal } = await checked(staff, ownerId, content, plan);
  if (state !== 'checked') throw new Error(`The dry run ended as ${state}: ${refusal}`);
  return act(staff, id, 'run');
}
