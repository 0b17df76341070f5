import { Button, type TitleOrder } from '@mantine/core';
import { IconCloudOff, IconLock, IconMoodSad, IconPlugConnectedX, type Icon } from '@tabler/icons-react';
import { asApiError, type ApiError } from '../api/errors';
import { EmptyState } from './empty-state';

interface LoadFailureProps {
  error: unknown;
  onRetry: () => void;
  /** Subject of the sentence: "This list", "The person". */
  what?: string;
  headingOrder?: TitleOrder;
}

/** In place of something that could not be loaded, with what may help. */
export function LoadFailure({ error, onRetry, what = 'This', headingOrder }: LoadFailureProps) {
  const failure = asApiError(error);
  const { icon, ending } = wording(failure);
  return (
    <div role="alert">
      <EmptyState
        icon={icon}
        tone="failure"
        title={`${what} ${ending}`}
        description={failure.message}
        headingOrder={headingOrder}
        action={
          failure.status !== 403 && (
            <Button variant="default" onClick={onRetry}>
              Try again
            </Button>
          )
        }
      />
    </div>
  );
}

function wording({ status }: ApiError): { icon: Icon; ending: string } {
  if (status === 0)
    return { icon: navigator.onLine ? IconPlugConnectedX : IconCloudOff, ending: 'could not be reached' };
  if (status === 403) return { icon: IconLock, ending: 'is not open to your role' };
  if (status === 404) return { icon: IconMoodSad, ending: 'was not found' };
  return { icon: IconMoodSad, ending: 'could not be loaded' };
}
