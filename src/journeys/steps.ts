import { type FieldError } from '../platform/http/errors.js';
import { type Step } from './journey.js';
import { type StepForm } from './journeys.forms.js';

/** The step that a form describes: what belongs to its kind, and nothing else that was sent along. */
export function toStep(form: StepForm): Step {
  switch (form.kind) {
    case 'wait':
      return { kind: 'wait', amount: form.amount!, unit: form.unit! };
    case 'wait-until':
      return { kind: 'wait-until', time: form.time! };
    case 'mail':
      return { kind: 'mail', template_id: form.template_id! };
    case 'add-tag':
    case 'remove-tag':
      return { kind: form.kind, tag_id: form.tag_id! };
    case 'end':
      return { kind: 'end' };
    case 'condition': {
      const otherwise = form.otherwise ?? null;
      if (form.test === 'has-tag')
        return { kind: 'condition', test: 'has-tag', tag_id: form.tag_id!, otherwise };
      if (form.test === 'did')
        return { kind: 'condition', test: 'did', did: form.did!, what_id: form.what_id ?? null, otherwise };
      return { kind: 'condition', test: 'subscribed', otherwise };
    }
  }
}

/** What is wrong with the order of steps: a condition leads only forward, to a step that is there, so every run ends. */
export function wrongJumps(steps: readonly Step[]): FieldError[] {
  return steps.flatMap((step, at) =>
    step.kind === 'condition' &&
    step.otherwise !== null &&
    !(step.otherwise > at + 1 && step.otherwise < steps.length)
      ? [{ param: `steps.${at}.otherwise`, message: 'It can only lead to a later step.' }]
      : [],
  );
}

/** The tags that steps name, with where. */
export function tagsOf(steps: readonly Step[]): { at: number; tagId: string }[] {
  return steps.flatMap((step, at) => ('tag_id' in step ? [{ at, tagId: step.tag_id }] : []));
}
