import { Anchor, Button, Group, NumberInput, Skeleton, Switch, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, http, type Schema } from '../api/client';
import { asApiError } from '../api/errors';
import { useFormat } from '../parts/format';
import { LoadFailure } from '../parts/load-failure';
import { SettingsForm } from '../parts/settings-form';
import { WinBackTexts } from './win-back-texts';

type Rule = Schema<'SunsetRuleResource'>;

/** Whether mail goes on to people who never respond. */
export function SunsetRule({ organizationId }: { organizationId: string }) {
  const params = { path: { id: organizationId } };
  const rule = api.useQuery('get', '/api/v1/sunset-rules/{id}', { params });
  if (rule.isLoadingError)
    return (
      <LoadFailure
        error={rule.error}
        onRetry={() => void rule.refetch()}
        what="The rule on people who never respond"
      />
    );
  return rule.data ? <RuleForm rule={rule.data} /> : <Skeleton h={360} maw={760} />;
}

function RuleForm({ rule }: { rule: Rule }) {
  const queries = useQueryClient();
  const form = useForm<Pick<Rule, 'is_on' | 'templates'> & Record<'months' | 'wait_days', number | string>>({
    initialValues: {
      ...{ is_on: rule.is_on, months: rule.months, wait_days: rule.wait_days, templates: rule.templates },
    },
  });
  const { months, wait_days: waitDays } = form.values;
  const save = async (values: typeof form.values) => {
    const params = { path: { id: rule.organization_id } };
    const body = { ...values, months: Number(values.months), wait_days: Number(values.wait_days) };
    const { data } = await http.PUT('/api/v1/sunset-rules/{id}', { params, body });
    queries.setQueryData(['get', '/api/v1/sunset-rules/{id}', { params }], data);
  };
  return (
    <SettingsForm
      title="People who never respond"
      description={`They are asked once whether they still want your mailings. Who does not answer gets no more of them, stays subscribed, and is back with the first click or action. Receipts and letters go on.${
        rule.most_a_day === null
          ? ' This is about the network’s own people; its mailings to people of chapters follow the rule of each chapter.'
          : ''
      }`}
      form={form}
      onSave={save}
    >
      <Switch
        label="Ask people who never respond, and leave out who does not answer"
        {...form.getInputProps('is_on', { type: 'checkbox' })}
      />
      <NumberInput
        label="Months without a click or an action"
        description="Counted from the day they joined. People who are not tracked, are sealed, or got fewer than three mails are never meant. Opens do not count: machines open mail too."
        min={3}
        max={60}
        allowDecimal={false}
        {...form.getInputProps('months')}
      />
      <NumberInput
        label="Days to answer"
        description="So long after they were asked, mailings leave them out."
        min={7}
        max={90}
        allowDecimal={false}
        {...form.getInputProps('wait_days')}
      />
      <WinBackTexts rule={rule} form={form} />
      {rule.is_on ? (
        <Standing rule={rule} />
      ) : (
        <Forecast rule={rule} months={Number(months)} waitDays={Number(waitDays)} />
      )}
    </SettingsForm>
  );
}

function Standing({ rule }: { rule: Rule }) {
  const { number } = useFormat();
  return (
    <Text size="sm" role="status">
      <span className="figures">{number(rule.asked_count)}</span> were asked and have time to answer,{' '}
      <span className="figures">{number(rule.asleep_count)}</span> are left out of mailings.{' '}
      {rule.mailing_id && (
        <Anchor component={Link} to={`/mailings/${rule.mailing_id}`} size="sm">
          The last question
        </Anchor>
      )}
    </Text>
  );
}

/** The dry count: what switching it on would do today. */
function Forecast({ rule, months, waitDays }: { rule: Rule; months: number; waitDays: number }) {
  const { number } = useFormat();
  const [asked] = useDebouncedValue(months, 400);
  const count = useQuery({
    queryKey: ['sunset-forecast', rule.organization_id, asked],
    queryFn: async ({ signal }) => {
      const params = { path: { id: rule.organization_id }, query: { months: asked } };
      return (await http.GET('/api/v1/sunset-rules/{id}/forecast', { params, signal })).data;
    },
    enabled: asked >= 3 && asked <= 60,
    placeholderData: keepPreviousData,
  });
  if (count.error) return <Text size="sm">{asApiError(count.error).message}</Text>;
  if (!count.data)
    return (
      <Text size="sm" c="dimmed" role="status">
        counting…
      </Text>
    );
  const { count: people, is_estimate: isEstimate } = count.data;
  if (people === null)
    return (
      <Group gap="sm">
        <Text size="sm" role="status">
          {count.isFetching
            ? 'counting…'
            : 'How many people this would write to could not be counted now. Try later; you can save the rule meanwhile.'}
        </Text>
        <Button variant="default" size="xs" onClick={() => void count.refetch()}>
          Count again
        </Button>
      </Group>
    );
  const turns = rule.most_a_day === null ? 1 : Math.ceil(people / rule.most_a_day);
  return (
    <Text size="sm" role="status">
      {people === 0 ? (
        `Switched on today, this would write to ${isEstimate ? 'hardly anybody' : 'nobody yet'}.`
      ) : (
        <>
          Switched on today, this would write to {isEstimate && 'about '}
          <strong className="figures">{number(people)}</strong> {people === 1 ? 'person' : 'people'}
          {turns > 1 && `, ${number(rule.most_a_day!)} a day for ${number(turns)} days`}
          {rule.most_a_day === null && ', once a second person has approved it'}. Who has not answered{' '}
          {number(waitDays)} days later is left out.
        </>
      )}
    </Text>
  );
}
