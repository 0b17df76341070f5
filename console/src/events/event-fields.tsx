import { Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { type UseFormReturnType } from '@mantine/form';
import { CampaignSelect } from '../campaigns/campaign-select';
import { type LocalizedText } from '../parts/localized';
import { LocalizedField } from '../parts/localized-field';
import { kinds, modes, optionsOf, type EventRecord, type Kind, type Mode } from './words';

export interface EventValues extends Record<string, unknown> {
  kind: Kind;
  title: LocalizedText;
  summary: LocalizedText;
  description: LocalizedText;
  time_zone: string;
  mode: Mode;
  is_listed: boolean;
  venue: string;
  address: string;
  is_address_public: boolean;
  directions: string;
  accessibility: string;
  private_details: string;
  contact_email: string;
  campaign_id: string | null;
}

/** What a form begins with: the record's own, or the defaults of a new event. */
export function valuesOf(event?: EventRecord): EventValues {
  return {
    kind: event?.kind ?? 'rally',
    title: event?.title ?? {},
    summary: event?.summary ?? {},
    description: event?.description ?? {},
    time_zone: event?.time_zone ?? '',
    mode: event?.mode ?? 'in-person',
    is_listed: event?.is_listed ?? true,
    venue: event?.venue ?? '',
    address: event?.address ?? '',
    is_address_public: event?.is_address_public ?? true,
    directions: event?.directions ?? '',
    accessibility: event?.accessibility ?? '',
    private_details: event?.private_details ?? '',
    contact_email: event?.contact_email ?? '',
    campaign_id: event?.campaign_id ?? null,
  };
}

const zones = Intl.supportedValuesOf('timeZone');

interface EventFieldsProps {
  form: UseFormReturnType<EventValues>;
  /** Shifts keep their clock times, so the zone is fixed once there are any. */
  isZoneFixed: boolean;
  ownerId: string;
}

/** The texts, place and visibility of an event. When it is, its shifts say. */
export function EventFields({ form, isZoneFixed, ownerId }: EventFieldsProps) {
  const text = (name: 'title' | 'summary' | 'description') => form.getInputProps(name);
  const { mode } = form.getValues();
  return (
    <>
      <LocalizedField label="Title" isLine withAsterisk isFocused {...text('title')} />
      <Select label="Kind" allowDeselect={false} data={optionsOf(kinds)} {...form.getInputProps('kind')} />
      <CampaignSelect ownerId={ownerId} {...form.getInputProps('campaign_id')} />
      <LocalizedField
        label="Summary"
        description="One or two sentences, for lists and shared links"
        minRows={2}
        {...text('summary')}
      />
      <LocalizedField
        label="Description"
        description="An empty line begins a new paragraph"
        minRows={4}
        {...text('description')}
      />
      <Select
        label="Time zone"
        description={isZoneFixed ? 'Fixed, because there are shifts' : 'Empty for the host’s own'}
        searchable
        clearable={!isZoneFixed}
        disabled={isZoneFixed}
        data={zones}
        limit={80}
        {...form.getInputProps('time_zone')}
        value={form.getValues().time_zone || null}
        onChange={(zone: string | null) => form.setFieldValue('time_zone', zone ?? '')}
      />
      <Select
        label="Takes place"
        allowDeselect={false}
        data={optionsOf(modes)}
        {...form.getInputProps('mode')}
      />
      {mode !== 'virtual' && (
        <>
          <TextInput label="Venue" placeholder="City Hall Plaza" {...form.getInputProps('venue')} />
          <TextInput label="Address" {...form.getInputProps('address')} />
          <Checkbox
            label="Show the address to everybody"
            description="If not, people get it by email after they sign up"
            {...form.getInputProps('is_address_public', { type: 'checkbox' })}
          />
          <Textarea label="How to get there" autosize minRows={2} {...form.getInputProps('directions')} />
          <Textarea
            label="Accessibility"
            description="Steps, seats, interpreters, restrooms, quiet space"
            autosize
            minRows={2}
            {...form.getInputProps('accessibility')}
          />
        </>
      )}
      <Textarea
        label="Only for people who hold a place"
        description="Join link, meeting point, marshal brief: sent by email, never on the page"
        autosize
        minRows={2}
        {...form.getInputProps('private_details')}
      />
      <TextInput
        label="Contact email"
        description="Shown on the page; replies to the mails go there"
        type="email"
        {...form.getInputProps('contact_email')}
      />
      <Checkbox
        label="Show in lists and calendars"
        description="If not, only people with the link find it"
        {...form.getInputProps('is_listed', { type: 'checkbox' })}
      />
    </>
  );
}
