import { type Step, type StepKind } from './words';

/** A step while it is edited: it names the one that a "no" leads to by its key, so moving steps keeps their ties. */
export interface EditableStep {
  key: number;
  step: Step;
  otherwiseKey: number | null;
}

export function toEditable(steps: readonly Step[]): EditableStep[] {
  return steps.map((step, at) => ({ key: at, step, otherwiseKey: step.otherwise ?? null }));
}

/** As the API takes them. A "no" whose step went away leads out of the journey. */
export function fromEditable(edited: readonly EditableStep[]): Step[] {
  return edited.map(({ step, otherwiseKey }) => {
    if (step.kind !== 'condition') return step;
    const at = edited.findIndex(({ key }) => key === otherwiseKey);
    return { ...step, otherwise: at === -1 ? null : at };
  });
}

export function newStep(kind: StepKind): Step {
  switch (kind) {
    case 'wait':
      return { kind, amount: 1, unit: 'days' };
    case 'wait-until':
      return { kind, time: '09:00' };
    case 'condition':
      return { kind, test: 'did', did: 'signed', what_id: null, otherwise: null };
    default:
      return { kind };
  }
}

export function moved(edited: readonly EditableStep[], from: number, to: number): EditableStep[] {
  const next = [...edited];
  const [taken] = next.splice(from, 1);
  if (taken) next.splice(to, 0, taken);
  return next;
}
