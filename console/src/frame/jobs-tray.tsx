import './jobs-tray.css';
import { ActionIcon, Indicator, Popover, Stack, Text, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconProgress } from '@tabler/icons-react';
import { JobRow } from './job-row';
import { useRunningJobs } from './running-jobs';
import { useSections } from './use-sections';

/** Long jobs, from every screen. Absent for accounts that can start none. */
export function JobsTray() {
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const { hasSources, jobs, movingCount, hasFailed } = useRunningJobs(useSections());
  if (!hasSources) return null;
  const label = movingCount ? `Jobs: ${movingCount} running` : 'Jobs';
  return (
    <Popover
      opened={isOpen}
      onChange={toggle}
      position="bottom-end"
      width={360}
      trapFocus
      returnFocus
      shadow="md"
      withinPortal={false}
    >
      <Popover.Target>
        <Tooltip label={label} disabled={isOpen}>
          <Indicator disabled={!movingCount} label={movingCount} size={16} offset={5} color="brand">
            <ActionIcon aria-label={label} onClick={toggle}>
              <IconProgress size={20} />
            </ActionIcon>
          </Indicator>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p="sm" aria-label="Jobs">
        <Stack gap="xs">
          <Text fw={600} size="sm">
            Jobs
          </Text>
          {hasFailed && (
            <Text size="sm" c="error" role="alert">
              Some jobs could not be loaded. The next try is under way.
            </Text>
          )}
          {jobs.length === 0 && !hasFailed && (
            <Text size="sm" c="dimmed">
              Nothing is running. Sendings, imports and exports show up here, whatever page you are on.
            </Text>
          )}
          <ul className="plain-list job-list">
            {jobs.map((job) => (
              <JobRow key={job.id} job={job} onOpen={close} />
            ))}
          </ul>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
