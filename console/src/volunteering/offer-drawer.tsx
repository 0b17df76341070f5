import { Checkbox, MultiSelect, NumberInput, Table, TagsInput, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { http } from '../api/client';
import { showDone } from '../frame/toasts';
import { FormDrawer } from '../parts/form-drawer';
import { useFormat } from '../parts/format';
import { StatusWarning } from '../people/status-warning';
import { useVolunteeringChanged } from './use-volunteering-changed';
import { dayParts, days, distances, languageChoices, type Slot, type Volunteering } from './words';

interface OfferDrawerProps {
  personId: string;
  offer: Volunteering;
  onClose: () => void;
}

interface Values extends Record<string, unknown> {
  skills: string[];
  languages: string[];
  availability: Slot[];
  /** In the reader's unit. */
  travel_km: number | '';
}

/** All that somebody offers, at once. */
export function OfferDrawer({ personId, offer, onClose }: OfferDrawerProps) {
  const { locale } = useFormat();
  const changed = useVolunteeringChanged();
  const { unit, fromKm, toKm } = distances(locale);
  const form = useForm<Values>({
    initialValues: {
      skills: offer.skills,
      languages: offer.languages,
      availability: offer.availability,
      travel_km: offer.travel_km === null ? '' : fromKm(offer.travel_km),
    },
  });
  const save = async ({ travel_km, ...values }: Values) => {
    const isSame = offer.travel_km !== null && fromKm(offer.travel_km) === travel_km;
    await http.PUT('/api/v1/people/{id}/volunteering', {
      params: { path: { id: personId } },
      body: {
        ...values,
        // What was rounded for the eye is not written back.
        travel_km: isSame ? offer.travel_km : travel_km === '' ? null : toKm(travel_km),
      },
    });
    await changed();
    showDone('Saved');
  };
  return (
    <FormDrawer isOpen title="What they offer" submitLabel="Save" form={form} onSave={save} onClose={onClose}>
      <TagsInput
        label="Skills"
        description="Enter after each: “Driving”, “Spreadsheets”, “Sound”."
        acceptValueOnBlur
        data-autofocus
        {...form.getInputProps('skills')}
      />
      <StatusWarning text={form.values.skills.join(' ')} />
      <MultiSelect
        label="Languages they speak with others"
        searchable
        data={languageChoices(locale, offer.languages)}
        {...form.getInputProps('languages')}
      />
      <FreeTimes
        value={form.values.availability}
        onChange={(availability) => form.setFieldValue('availability', availability)}
      />
      <NumberInput
        label={`Travels up to, in ${unit}`}
        min={1}
        max={fromKm(1000)}
        allowDecimal={false}
        {...form.getInputProps('travel_km')}
      />
    </FormDrawer>
  );
}

function FreeTimes({ value, onChange }: { value: Slot[]; onChange: (value: Slot[]) => void }) {
  const parts = Object.keys(dayParts) as (keyof typeof dayParts)[];
  return (
    <div>
      <Text size="sm" fw={600} id="free-times">
        Mostly free
      </Text>
      <Table aria-labelledby="free-times" withRowBorders={false} verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Td />
            {parts.map((part) => (
              <Table.Th key={part} scope="col" tt="capitalize">
                {dayParts[part]}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {(Object.keys(days) as (keyof typeof days)[]).map((day) => (
            <Table.Tr key={day}>
              <Table.Th scope="row" fw={500}>
                {days[day]}
              </Table.Th>
              {parts.map((part) => {
                const slot: Slot = `${day}-${part}`;
                return (
                  <Table.Td key={part}>
                    <Checkbox
                      aria-label={`${days[day]} ${dayParts[part]}`}
                      checked={value.includes(slot)}
                      onChange={(event) =>
                        onChange(
                          event.currentTarget.checked
                            ? [...value, slot]
                            : value.filter((each) => each !== slot),
                        )
                      }
                    />
                  </Table.Td>
                );
              })}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
