import { useMutation, useQueryClient } from '@tanstack/react-query';
import { http } from '../api/client';
import { ApiError } from '../api/errors';
import { showDone, showFailure } from '../frame/toasts';
import { states, type Commitment, type CommitmentState } from './words';

/** What a commitment can become next. */
export const NEXT: Record<CommitmentState, CommitmentState[]> = {
  asked: ['agreed', 'declined'],
  agreed: ['done', 'missed'],
  declined: [],
  done: [],
  missed: [],
};

/** Says what was answered or what became of it; what cannot be said now is refused in words and nothing moves. */
export function useMoveCommitment() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ commitment, to }: { commitment: Commitment; to: CommitmentState }) => {
      const params = { path: { id: commitment.id } };
      if (!NEXT[commitment.state].includes(to))
        throw new ApiError(
          409,
          'commitment_state',
          `What is ${states[commitment.state].toLowerCase()} cannot become ${states[to].toLowerCase()}.`,
        );
      if (to === 'agreed' || to === 'declined')
        await http.POST('/api/v1/commitments/{id}/answer', { params, body: { answer: to } });
      if (to === 'done' || to === 'missed')
        await http.POST('/api/v1/commitments/{id}/outcome', { params, body: { outcome: to } });
    },
    onSuccess: (_, { commitment, to }) => showDone(`${commitment.partner_name}: ${states[to].toLowerCase()}`),
    onError: showFailure,
    onSettled: () => queries.invalidateQueries({ queryKey: ['get', '/api/v1/commitments'] }),
  });
}
