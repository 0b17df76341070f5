import { Card, Checkbox, Group, Radio, Select, Stack, Textarea, TextInput, Title } from '@mantine/core';
import { type PlanFormApi } from './plan-values';
import { consentSources, optionsOf } from './words';

/** Whether they agreed to be written to, and who says so: without an answer nothing is imported. */
export function ConsentSection({ form }: { form: PlanFormApi }) {
  const { has_consent, channels } = form.getValues();
  return (
    <Card component="section" aria-labelledby="import-consent">
      <Stack gap="md">
        <Title order={2} id="import-consent">
          3. Consent
        </Title>
        <Radio.Group
          label="Did these people agree to hear from you?"
          description="Whoever unsubscribed stays unsubscribed, whatever you answer."
          withAsterisk
          {...form.getInputProps('has_consent')}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="no" label="No, or nobody knows: they are kept and get nothing" />
            <Radio value="yes" label="Yes, and I can say where and how" />
          </Stack>
        </Radio.Group>
        {has_consent === 'yes' && (
          <>
            <Group grow align="flex-start" preventGrowOverflow={false}>
              <Select
                label="Where they agreed"
                data={optionsOf(consentSources)}
                allowDeselect={false}
                miw={240}
                {...form.getInputProps('consent_source')}
              />
              <TextInput
                label="When, if you know"
                type="date"
                miw={200}
                {...form.getInputProps('collected_on')}
              />
            </Group>
            <Textarea
              label="In your words"
              description="It is kept with each person as the evidence of their consent."
              autosize
              minRows={2}
              maxLength={1000}
              withAsterisk
              {...form.getInputProps('consent_text')}
            />
            <Checkbox.Group label="They agreed to" {...form.getInputProps('channels')}>
              <Group gap="md" mt="xs">
                <Checkbox value="email" label="Emails" />
                <Checkbox value="sms" label="Texts" />
              </Group>
            </Checkbox.Group>
            {channels.includes('email') && (
              <Radio.Group
                label="Where a rule of yours wants emails confirmed by the person"
                description="See Settings, Confirmed sign-up. The dry run says how many that are."
                {...form.getInputProps('opt_in')}
              >
                <Stack gap="xs" mt="xs">
                  <Radio value="leave" label="They come unsubscribed, and nobody asks them" />
                  <Radio value="ask" label="Each gets one mail that asks" />
                </Stack>
              </Radio.Group>
            )}
          </>
        )}
      </Stack>
    </Card>
  );
}
