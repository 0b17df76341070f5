import { type Answer, type Browser } from '../../support/browser.js';

export interface Message {
  step: string;
  language: string;
  is_own: boolean;
  subject: string;
  body: { content: unknown[] };
}
export interface Action {
  action_kind: 'petition' | 'event' | 'letter';
  action_id: string;
}

export const MESSAGES = '/api/v1/action-messages';

/** The editor's document of plain paragraphs. */
export const doc = (...paragraphs: string[]) => ({
  type: 'doc',
  content: paragraphs.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
});

export const HELLO = {
  subject: 'One click, {{given_name}}',
  body: doc('Dear {{given_name}} {{family_name}},', 'we are glad.'),
};

/** What somebody does about the mails of an action. */
export class MessageDesk {
  constructor(readonly browser: Browser) {}

  read(action: Action): Promise<Answer> {
    return this.browser.get(`${MESSAGES}?${query({ ...action })}`);
  }

  rewrite(action: Action, step: string, words: object = HELLO, language = 'en'): Promise<Answer> {
    return this.browser.send(MESSAGES, { ...action, step, language, ...words }, 'PUT');
  }

  revert(action: Action, step: string, language = 'en'): Promise<Answer> {
    return this.browser.send(`${MESSAGES}?${query({ ...action, step, language })}`, undefined, 'DELETE');
  }
}

export function messagesIn(answer: Answer): Message[] {
  return answer.json<{ data: Message[] }>().data;
}

export function messageIn(answer: Answer, step: string, language = 'en'): Message {
  return messagesIn(answer).find((each) => each.step === step && each.language === language)!;
}

const query = (given: Record<string, string>): string => new URLSearchParams(given).toString();
