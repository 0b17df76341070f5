import '../mailings/mail-editor.css';
import { Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconCircleX, IconHelpCircle } from '@tabler/icons-react';
import { type Schema } from '../api/client';
import { CopyField } from '../parts/copy-field';
import { StatusBadge } from '../parts/status-badge';

type Domain = Schema<'SendingDomainResource'>;
type Finding = Schema<'FindingResource'>;

const names: Record<Finding['code'], string> = {
  dkim: 'Signature (DKIM)',
  spf: 'Sender list (SPF)',
  dmarc: 'Policy (DMARC)',
  ptr: 'Name of the relay (PTR)',
  tls: 'Encryption (TLS)',
};
const icons = {
  good: <IconCircleCheck size={18} color="var(--mantine-color-green-7)" role="img" aria-label="Good:" />,
  missing: <IconCircleX size={18} color="var(--mantine-color-red-7)" role="img" aria-label="To do:" />,
  unknown: (
    <IconHelpCircle size={18} color="var(--mantine-color-dimmed)" role="img" aria-label="Not known:" />
  ),
};

/** Whether mailings may go from a domain, by the last look at it. */
export function DomainStatus({ of: { findings } }: { of: Domain }) {
  const missing = findings.filter(({ state }) => state === 'missing').length;
  if (findings.length === 0) return <StatusBadge tone="waiting">Not looked at</StatusBadge>;
  return missing === 0 ? (
    <StatusBadge tone="good">Ready for mailings</StatusBadge>
  ) : (
    <StatusBadge tone="waiting">
      {missing === 1 ? '1 record missing' : `${missing} records missing`}
    </StatusBadge>
  );
}

/** What was found, and the records to copy: the key's always, the others' where they are missing. */
export function DomainFindings({ of: domain }: { of: Domain }) {
  const key = { type: 'TXT', name: domain.record_name, value: domain.record } as const;
  const open: Finding[] =
    domain.findings.length > 0
      ? domain.findings
      : [
          {
            code: 'dkim',
            state: 'missing',
            message: 'Publish this record, then look at it here.',
            record: key,
          },
        ];
  return (
    <ul className="checks" aria-label={`Records of ${domain.domain}`}>
      {open.map((finding) => (
        <li key={finding.code}>
          {icons[finding.state]}
          <div style={{ minWidth: 0, flex: 1 }}>
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              <Text span size="sm" fw={600}>
                {names[finding.code]}:
              </Text>{' '}
              {finding.message}
            </Text>
            {finding.record && <RecordToCopy of={finding.record} what={names[finding.code]} />}
          </div>
        </li>
      ))}
    </ul>
  );
}

function RecordToCopy({ of, what }: { of: NonNullable<Finding['record']>; what: string }) {
  return (
    <Stack gap="xs" my="xs">
      <CopyField label={`${of.type} record, ${what}: name`} value={of.name} />
      <CopyField label={`${of.type} record, ${what}: value`} value={of.value} />
    </Stack>
  );
}
