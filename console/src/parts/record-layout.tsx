import './parts.css';
import { Stack, Tabs } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode } from 'react';

interface RecordLayoutProps {
  /** Who or what it is: contact, address, consent. */
  about: ReactNode;
  /** What happened, and the room to add to it. */
  activity: ReactNode;
  /** What it is tied to. */
  links: ReactNode;
  labels?: { about: string; activity: string; links: string };
}

const defaultLabels = { about: 'About', activity: 'Activity', links: 'Links' };

/** A record in three columns; two on a tablet; tabs on a phone. */
export function RecordLayout({ about, activity, links, labels = defaultLabels }: RecordLayoutProps) {
  const isPhone = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  const areas = { about, activity, links };
  const keys = Object.keys(areas) as (keyof typeof areas)[];
  if (isPhone) {
    return (
      <Tabs defaultValue="about" keepMounted={false}>
        <Tabs.List grow mb="md">
          {keys.map((key) => (
            <Tabs.Tab key={key} value={key}>
              {labels[key]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {keys.map((key) => (
          <Tabs.Panel key={key} value={key}>
            <Stack gap="md">{areas[key]}</Stack>
          </Tabs.Panel>
        ))}
      </Tabs>
    );
  }
  return (
    <div className="record">
      {keys.map((key) => (
        <Stack key={key} gap="md" data-area={key} component="section" aria-label={labels[key]}>
          {areas[key]}
        </Stack>
      ))}
    </div>
  );
}
