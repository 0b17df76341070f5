import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { can, useSession } from '../api/session';

interface ExportButtonProps {
  /** The list's address as a file, such as /api/v1/people.csv. */
  path: string;
  /** What the list is filtered by. */
  query?: Record<string, string | undefined>;
}

/** Downloads a list as CSV, as it is filtered. It is written to the audit log, and not offered to who may not export. */
export function ExportButton({ path, query = {} }: ExportButtonProps) {
  const session = useSession();
  if (!can(session, 'people.export')) return null;
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const search = new URLSearchParams(given).toString();
  return (
    <Button
      component="a"
      href={search ? `${path}?${search}` : path}
      download
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
    >
      Export
    </Button>
  );
}
