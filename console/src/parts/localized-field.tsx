import { Input, Tabs, Textarea, TextInput } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useId } from 'react';
import { languages, type LanguageCode, type LocalizedText } from './localized';

interface LocalizedFieldProps {
  label: string;
  description?: string;
  /** The languages to offer, all where it is not given; those that hold a text are offered too. */
  codes?: readonly LanguageCode[];
  value?: LocalizedText;
  onChange: (value: LocalizedText) => void;
  /** Whose tab was chosen: for a preview that follows. */
  onLanguage?: (code: LanguageCode) => void;
  error?: string;
  minRows?: number;
  /** A title rather than a text. */
  isLine?: boolean;
  withAsterisk?: boolean;
  /** Takes the focus when its drawer opens. */
  isFocused?: boolean;
}

/** One text in several languages, a tab each; a tick marks what is written. */
export function LocalizedField(props: LocalizedFieldProps) {
  const { label, description, codes, value = {}, onChange, error, minRows = 4, isLine, withAsterisk } = props;
  const { onLanguage } = props;
  const labelId = useId();
  const shown = languages.filter(({ code }) => !codes || codes.includes(code) || value[code]);
  return (
    <Input.Wrapper
      label={label}
      labelElement="div"
      labelProps={{ id: labelId }}
      description={description}
      withAsterisk={withAsterisk}
      error={error}
    >
      <Tabs
        defaultValue={shown[0]?.code}
        mt={4}
        variant="outline"
        onChange={(code) => onLanguage?.(code as LanguageCode)}
      >
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
            <Written
              isLine={isLine}
              minRows={minRows}
              aria-label={`${label}, ${name}`}
              lang={code}
              data-autofocus={props.isFocused || undefined}
              value={value[code] ?? ''}
              onChange={(event) => onChange({ ...value, [code]: event.currentTarget.value })}
            />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Input.Wrapper>
  );
}

interface WrittenProps {
  isLine?: boolean;
  minRows: number;
  'aria-label': string;
  'data-autofocus'?: boolean;
  lang: string;
  value: string;
  onChange: (event: { currentTarget: { value: string } }) => void;
}

function Written({ isLine, minRows, ...input }: WrittenProps) {
  return isLine ? <TextInput {...input} /> : <Textarea autosize minRows={minRows} {...input} />;
}
