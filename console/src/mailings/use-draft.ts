import { useDebouncedCallback } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { asApiError } from '../api/errors';
import { http } from '../api/client';
import { type Mailing } from './words';

export type Draft = Pick<
  Mailing,
  | 'name'
  | 'language'
  | 'from_name'
  | 'reply_to'
  | 'subject'
  | 'preview_text'
  | 'body'
  | 'translations'
  | 'audience'
  | 'is_tracked'
  | 'is_urgent'
  | 'topic_id'
>;
export type Saving =
  | { state: 'saved'; at: Date }
  | { state: 'saving' }
  | { state: 'failed'; message: string; fields: Record<string, string> };

const PAUSE_MS = 700;

/** What is being written. It saves itself when the typing pauses; only what changed is sent. */
export function useDraft(mailing: Mailing) {
  const [draft, setDraft] = useState<Draft>(() => pick(mailing));
  const [saving, setSaving] = useState<Saving>({ state: 'saved', at: new Date(mailing.updated_at) });
  const unsaved = useRef<Partial<Draft>>({});
  const queue = useRef(Promise.resolve(true));
  const queries = useQueryClient();
  const path = { id: mailing.id };

  /** Whether all of it is saved now. */
  const save = async (): Promise<boolean> => {
    const body = unsaved.current;
    if (Object.keys(body).length === 0) return true;
    unsaved.current = {};
    setSaving({ state: 'saving' });
    try {
      const { data } = await http.PATCH('/api/v1/mailings/{id}', { params: { path }, body });
      if (data) queries.setQueryData(['get', '/api/v1/mailings/{id}', { params: { path } }], data);
      setSaving({ state: 'saved', at: new Date() });
      // The server checks what is saved.
      void queries.invalidateQueries({ queryKey: ['get', '/api/v1/mailings/{id}/checks'] });
      void queries.invalidateQueries({ queryKey: ['get', '/api/v1/mailings/{id}/approval'] });
      return Object.keys(unsaved.current).length === 0 || save();
    } catch (cause) {
      // Kept, so that the next change or Ctrl+S sends it again.
      unsaved.current = { ...body, ...unsaved.current };
      const error = asApiError(cause);
      const fields = Object.fromEntries(error.fields.map(({ param, message }) => [param, message]));
      setSaving({ state: 'failed', message: error.message, fields });
      return false;
    }
  };
  // One at a time, or an older text could arrive after a newer one.
  const saveNow = () => (queue.current = queue.current.then(save));
  const saveSoon = useDebouncedCallback(() => void saveNow(), PAUSE_MS);
  const latest = useRef(saveNow);
  useEffect(() => {
    latest.current = saveNow;
  });
  // Leaving the screen must not lose the last words.
  useEffect(() => () => void latest.current(), []);

  const change = (changes: Partial<Draft>) => {
    setDraft((now) => ({ ...now, ...changes }));
    unsaved.current = { ...unsaved.current, ...changes };
    setSaving({ state: 'saving' });
    saveSoon();
  };
  return { draft, change, saving, saveNow };
}

function pick(mailing: Mailing): Draft {
  const {
    name,
    language,
    from_name,
    reply_to,
    subject,
    preview_text,
    body,
    translations,
    audience,
    is_tracked,
    is_urgent,
    topic_id,
  } = mailing;
  return {
    name,
    language,
    from_name,
    reply_to,
    subject,
    preview_text,
    body,
    translations,
    audience,
    is_tracked,
    is_urgent,
    topic_id,
  };
}
