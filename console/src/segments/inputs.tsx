import { MultiSelect, NumberInput, Select, Text, TextInput } from '@mantine/core';

/** Inputs stand in a row of a sentence: small, and labelled for those who do not see the sentence. */
export const SIZE = { size: 'xs', className: 'filter-input' } as const;

interface Choices {
  label: string;
  data: { value: string; label: string }[];
}

export function One({
  label,
  data,
  value,
  onChange,
  isOptional,
}: Choices & { value: string; onChange: (value: string) => void; isOptional?: boolean }) {
  return (
    <Select
      {...SIZE}
      aria-label={label}
      placeholder={label}
      data={data}
      value={value || null}
      onChange={(chosen) => onChange(chosen ?? '')}
      searchable={data.length > 6}
      clearable={isOptional}
      allowDeselect={isOptional}
      nothingFoundMessage="Nothing of this name"
    />
  );
}

export function Many({
  label,
  data,
  value,
  onChange,
  onSearch,
}: Choices & { value: string[]; onChange: (value: string[]) => void; onSearch?: (text: string) => void }) {
  return (
    <MultiSelect
      {...SIZE}
      aria-label={label}
      placeholder={value.length === 0 ? label : undefined}
      data={data}
      value={value}
      onChange={onChange}
      onSearchChange={onSearch}
      searchable
      nothingFoundMessage="Nothing of this name"
    />
  );
}

interface PartProps<Value> {
  label: string;
  value: Value | null | undefined;
  onChange: (value: Value | null) => void;
}

export function DaysInput({ label, value, onChange }: PartProps<number>) {
  return <CountInput label={label} value={value} onChange={onChange} most={3_650} suffix=" days" />;
}

export function CountInput({
  label,
  value,
  onChange,
  most,
  suffix,
}: PartProps<number> & { most: number; suffix?: string }) {
  return (
    <NumberInput
      {...SIZE}
      aria-label={label}
      placeholder={label}
      min={1}
      max={most}
      clampBehavior="strict"
      allowDecimal={false}
      allowNegative={false}
      suffix={suffix}
      value={value ?? ''}
      onChange={(typed) => onChange(typeof typed === 'number' && typed > 0 ? typed : null)}
    />
  );
}

/** A day without a time, by the browser's own calendar. */
export function DayInput({ label, value, onChange }: PartProps<string>) {
  return (
    <TextInput
      {...SIZE}
      type="date"
      aria-label={label}
      leftSection={<Text size="xs">{label}</Text>}
      leftSectionWidth={54}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value || null)}
    />
  );
}
