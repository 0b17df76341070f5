import {
  Alert,
  Button,
  Card,
  Group,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  Switch,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useFormat } from '../parts/format';
import { MailEditor } from './mail-editor';
import { type Draft } from './use-draft';
import { NEW_VERSION, type TestPlan, useSplitTest } from './use-split-test';
import { languages, metrics, optionsOf } from './words';

const LETTERS = ['B', 'C', 'D'] as const;

interface SplitTestSectionProps {
  ownerId: string;
  mailingId: string;
  draft: Draft;
  /** Once it has begun, the texts alone can be changed. */
  isFrozen: boolean;
  audienceCount: number | undefined;
}

/** Other versions of the mail, sent to a sample first; the best one goes to the rest. */
export function SplitTestSection({
  ownerId,
  mailingId,
  draft,
  isFrozen,
  audienceCount,
}: SplitTestSectionProps) {
  const { isLoaded, test, plan, problem, change, begin, remove } = useSplitTest(mailingId);
  if (!isLoaded || (isFrozen && !plan)) return null;
  if (!plan)
    return (
      <Group mt="md">
        <Button variant="subtle" size="compact-sm" onClick={begin}>
          Test another subject, sender or text first
        </Button>
      </Group>
    );
  const { variants } = plan;
  const changeVersion = (at: number, changes: Partial<TestPlan['variants'][number]>) =>
    change({ variants: variants.map((each, place) => (place === at ? { ...each, ...changes } : each)) });
  return (
    <Card component="section" aria-labelledby="split-test" withBorder mt="md">
      <Stack gap="sm">
        <Title order={3} size="h4" id="split-test">
          Versions to test
        </Title>
        <Text size="sm" c="dimmed">
          Version A is the mail above. A part of the audience, drawn by chance, gets the versions; the one
          that does best goes to everybody else. Each person gets one mail.
          {draft.translations.length > 0 &&
            ` Only those who read the text in ${languages[draft.language]} take part; the others get theirs at once.`}
        </Text>
        {variants.map((version, at) => (
          <VersionFields
            key={LETTERS[at]}
            ownerId={ownerId}
            letter={LETTERS[at]!}
            version={version}
            draft={draft}
            onChange={(changes) => changeVersion(at, changes)}
            onRemove={
              variants.length > 1 && !isFrozen
                ? () => change({ variants: variants.filter((_, place) => place !== at) })
                : undefined
            }
          />
        ))}
        {!isFrozen && (
          <>
            {variants.length < LETTERS.length && (
              <Group>
                <Button
                  variant="subtle"
                  size="compact-sm"
                  onClick={() => change({ variants: [...variants, NEW_VERSION] })}
                >
                  Add version {LETTERS[variants.length]}
                </Button>
              </Group>
            )}
            <Settings plan={plan} onChange={change} />
            <SampleSize plan={plan} audienceCount={audienceCount} smallest={test?.smallest_sample} />
            <Group>
              <Button variant="subtle" size="compact-sm" color="red" onClick={remove}>
                Send it without a test
              </Button>
            </Group>
          </>
        )}
        {problem && (
          <Text size="sm" c="red" role="alert">
            Not saved: {problem}
          </Text>
        )}
      </Stack>
    </Card>
  );
}

interface VersionFieldsProps {
  ownerId: string;
  letter: string;
  version: TestPlan['variants'][number];
  draft: Draft;
  onChange: (changes: Partial<TestPlan['variants'][number]>) => void;
  onRemove: (() => void) | undefined;
}

function VersionFields({ ownerId, letter, version, draft, onChange, onRemove }: VersionFieldsProps) {
  const orNull = (text: string) => (text === '' ? null : text);
  return (
    <Stack component="fieldset" gap="xs" className="mail-version">
      <Text component="legend" fw={600}>
        Version {letter}
      </Text>
      <TextInput
        label="Subject"
        placeholder={draft.subject || 'As above'}
        maxLength={300}
        value={version.subject ?? ''}
        onChange={(event) => onChange({ subject: orNull(event.currentTarget.value) })}
      />
      <TextInput
        label="From"
        placeholder={draft.from_name || 'As above'}
        maxLength={100}
        value={version.from_name ?? ''}
        onChange={(event) => onChange({ from_name: orNull(event.currentTarget.value) })}
      />
      <Switch
        label="Another text"
        description="It begins as a copy of the one above."
        checked={version.body !== null}
        onChange={(event) => onChange({ body: event.currentTarget.checked ? draft.body : null })}
      />
      {version.body !== null && (
        <MailEditor
          label={`Message of version ${letter}`}
          ownerId={ownerId}
          body={version.body}
          onChange={(body) => onChange({ body })}
        />
      )}
      {onRemove && (
        <Group>
          <Button variant="subtle" size="compact-sm" onClick={onRemove}>
            Take version {letter} away
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function Settings({ plan, onChange }: { plan: TestPlan; onChange: (changes: Partial<TestPlan>) => void }) {
  const given = (set: (value: number) => void) => (value: number | string) => {
    if (typeof value === 'number') set(value);
  };
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      <NumberInput
        label="Part of the audience"
        suffix=" %"
        min={10}
        max={50}
        allowDecimal={false}
        value={plan.sample_percent}
        onChange={given((sample_percent) => onChange({ sample_percent }))}
      />
      <Select
        label="The best has most"
        data={optionsOf(metrics)}
        value={plan.metric}
        onChange={(metric) => metric && onChange({ metric })}
        allowDeselect={false}
      />
      <NumberInput
        label="Wait"
        suffix=" hours"
        min={1}
        max={48}
        allowDecimal={false}
        value={plan.wait_hours}
        onChange={given((wait_hours) => onChange({ wait_hours }))}
      />
      <NumberInput
        label="Stop when more unsubscribe than"
        suffix=" %"
        min={0.1}
        max={20}
        decimalScale={1}
        step={0.5}
        value={plan.most_leaving_percent}
        onChange={given((most_leaving_percent) => onChange({ most_leaving_percent }))}
      />
    </SimpleGrid>
  );
}

function SampleSize({
  plan,
  audienceCount,
  smallest,
}: {
  plan: TestPlan;
  audienceCount: number | undefined;
  smallest: number | undefined;
}) {
  const { number } = useFormat();
  if (audienceCount === undefined || smallest === undefined) return null;
  const each = Math.floor((audienceCount * plan.sample_percent) / 100 / (plan.variants.length + 1));
  return (
    <Alert color={each < smallest ? 'orange' : 'gray'}>
      <Text size="sm">
        Each version goes to about {number(each)} people.{' '}
        {each < smallest
          ? `To tell one that is twice as good from chance takes about ${number(smallest)}: probably there is no winner, and you choose who gets what.`
          : 'That is enough to find one that is twice as good as usual.'}
        {plan.metric === 'opens' && ' Opens are made by mail programs too: clicks or actions say more.'}
      </Text>
    </Alert>
  );
}
