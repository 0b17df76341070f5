import { Radio, Stack, Textarea } from '@mantine/core';
import { type UseFormReturnType } from '@mantine/form';
import { answers } from './words';

const MEANINGS = {
  support: 'We are for it.',
  'stand-aside': 'We are not for it, and do not stop it.',
  object: 'It must not go forward like this.',
} as const;

type InputProps = ReturnType<UseFormReturnType<Record<string, unknown>>['getInputProps']>;

interface AnswerFieldsProps {
  answer: InputProps;
  reason: InputProps;
}

/** What a partner can say to a proposal, with what each means. */
export function AnswerFields({ answer, reason }: AnswerFieldsProps) {
  return (
    <>
      <Radio.Group label="Answer" withAsterisk {...answer}>
        <Stack gap="xs" mt={4}>
          {(Object.keys(MEANINGS) as (keyof typeof MEANINGS)[]).map((each) => (
            <Radio key={each} value={each} label={answers[each].label} description={MEANINGS[each]} />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea label="Why" autosize minRows={2} {...reason} />
    </>
  );
}
