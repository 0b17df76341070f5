import { Button } from '@mantine/core';
import { IconMapQuestion } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '../parts/empty-state';

export function NotFound() {
  return (
    <EmptyState
      icon={IconMapQuestion}
      title="This page does not exist"
      description="The link may be old, or the record belongs to a chapter that you are not part of."
      headingOrder={1}
      action={
        <Button component={Link} to="/">
          Go home
        </Button>
      }
    />
  );
}
