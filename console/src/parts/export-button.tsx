import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { can, useSession } from '../api/session';

interface ExportProps {
  /** The list's address as a file, such as /api/v1/people.csv. */
  path: string;
  /** What the list is filtered by. */
  query?: Record<string, string | number | undefined>;
}

function address(path: string, query: ExportProps['query'] = {}): string {
  const given = Object.entries(query).flatMap(([name, value]) => (value ? [[name, String(value)]] : []));
  const search = new URLSearchParams(given).toString();
  return search ? `${path}?${search}` : path;
}

/** Downloads a list as CSV, as it is filtered. It is written to the audit log, and not offered to who may not export. */
export function ExportButton({ path, query }: ExportProps) {
  const session = useSession();
  if (!can(session, 'people.export')) return null;
  return (
    <Button
      component="a"
      href={address(path, query)}
      download
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
    >
      Export
    </Button>
  );
}

/** The same for a table, whose list the API gives as a file itself. */
export function ExportIcon({ path, query }: ExportProps) {
  const session = useSession();
  if (!can(session, 'people.export')) return null;
  return (
    <Tooltip label="Export as CSV">
      <ActionIcon
        component="a"
        href={address(path, { ...query, limit: undefined, as: 'csv' })}
        download
        variant="default"
        aria-label="Export as CSV"
      >
        <IconDownload size={18} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
