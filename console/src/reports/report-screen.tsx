import { Card, Group, Select, Skeleton, Stack, TextInput, Title } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { api } from '../api/client';
import { useChapter } from '../frame/use-chapter';
import { ExportButton } from '../parts/export-button';
import { Facts } from '../parts/facts';
import { LoadFailure } from '../parts/load-failure';
import { PageHeader } from '../parts/page-header';
import { FiguresTable, TargetsTable } from './report-tables';
import { type ReportSearch } from './routes';
import { daysOf, definitions, periods } from './words';

/** What chapters and the network did in a period, each number with what it counts. */
export function ReportScreen() {
  const { chapter } = useChapter();
  const { period = '90', from, to, segment } = useSearch({ from: '/report' });
  const navigate = useNavigate({ from: '/report' });
  const isOwn = from !== undefined || to !== undefined;
  const preset = daysOf(period);
  const query = {
    owner_id: chapter?.id,
    from: from ?? preset.from,
    to: to ?? preset.to,
    segment_id: segment,
  };
  const segments = api.useQuery('get', '/api/v1/segments', { params: { query: { limit: 200 } } });
  const report = api.useQuery('get', '/api/v1/reports/overview', { params: { query } });
  const change = (changed: ReportSearch) =>
    void navigate({ search: (now) => ({ ...now, ...changed }), replace: true });
  return (
    <>
      <PageHeader
        title="Report"
        detail="Nobody whose record is sealed is in any of these numbers."
        actions={<ExportButton path="/api/v1/reports/overview.csv" query={query} />}
      />
      <Group align="flex-end" gap="sm" mb="md">
        <Select
          label="Period"
          w={180}
          allowDeselect={false}
          data={[
            ...Object.entries(periods).map(([value, label]) => ({ value, label })),
            { value: 'own', label: 'Days of your own' },
          ]}
          value={isOwn ? 'own' : period}
          onChange={(next) =>
            change(
              next === 'own'
                ? preset
                : { period: (next ?? '90') as ReportSearch['period'], from: undefined, to: undefined },
            )
          }
        />
        {isOwn && (
          <>
            <TextInput
              label="From"
              type="date"
              value={query.from}
              max={query.to}
              onChange={(event) => event.currentTarget.value && change({ from: event.currentTarget.value })}
            />
            <TextInput
              label="To"
              type="date"
              value={query.to}
              min={query.from}
              onChange={(event) => event.currentTarget.value && change({ to: event.currentTarget.value })}
            />
          </>
        )}
        <Select
          label="People"
          w={240}
          placeholder="Everybody"
          clearable
          searchable
          data={(segments.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={segment ?? null}
          onChange={(next) => change({ segment: next ?? undefined })}
        />
      </Group>
      {report.isLoadingError && (
        <LoadFailure error={report.error} onRetry={() => void report.refetch()} what="The report" />
      )}
      {report.isPending && <Skeleton h={320} />}
      {report.data && (
        <Stack gap="md">
          <FiguresTable figures={report.data.organizations} />
          <TargetsTable targets={report.data.targets} query={query} />
          <Card component="section" aria-labelledby="definitions">
            <Title order={2} id="definitions" mb="xs">
              What is counted
            </Title>
            <Facts facts={definitions} />
          </Card>
        </Stack>
      )}
    </>
  );
}
