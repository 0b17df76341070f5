import { Input, Tabs, Textarea } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useId } from 'react';
import { languages, type LanguageCode, type LocalizedText } from './localized';

interface LocalizedFieldProps {
  label: string;
  description?: string;
  /** The languages to offer; those that hold a text are offered too. */
  codes: readonly LanguageCode[];
  value?: LocalizedText;
  onChange: (value: LocalizedText) => void;
  error?: string;
  minRows?: number;
}

/** One text in several languages, a tab each; a tick marks what is written. */
export function LocalizedField(props: LocalizedFieldProps) {
  const { label, description, codes, value = {}, onChange, error, minRows = 4 } = props;
  const labelId = useId();
  const shown = languages.filter(({ code }) => codes.includes(code) || value[code]);
  return (
    <Input.Wrapper
      label={label}
      labelElement="div"
      labelProps={{ id: labelId }}
      description={description}
      error={error}
    >
      <Tabs defaultValue={shown[0]?.code} mt={4} variant="outline">
        <Tabs.List aria-labelledby={labelId}>
          {shown.map(({ code, name }) => (
            <Tabs.Tab
              key={code}
              value={code}
              rightSection={value[code] ? <IconCheck size={14} aria-label="written" /> : undefined}
            >
              {name}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {shown.map(({ code, name }) => (
          <Tabs.Panel key={code} value={code} pt="xs">
            <Textarea
              aria-label={`${label}, ${name}`}
              lang={code}
              autosize
              minRows={minRows}
              value={value[code] ?? ''}
              onChange={(event) => onChange({ ...value, [code]: event.currentTarget.value })}
            />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Input.Wrapper>
  );
}
