import {
  Anchor,
  Button,
  Card,
  CopyButton,
  Group,
  Image,
  Paper,
  Select,
  Stack,
  Text,
  Title,
} from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '../api/client';
import { useSession } from '../api/session';
import { actionKinds, type SourceLink } from '../credit/words';
import { LoadFailure } from '../parts/load-failure';
import { languages, localized, type LanguageCode } from '../parts/localized';
import { type Partner } from '../partners/words';
import { shareText } from './share-texts';

/** The links that the organization passes on, each ready to paste into a message and to print on a poster. */
export function OwnLinks({ partner }: { partner: Partner }) {
  const params = { path: { id: partner.id } };
  const links = api.useQuery('get', '/api/v1/partners/{id}/source-codes', { params });
  const offered = links.data?.data.filter(({ retired_at }) => retired_at === null) ?? [];
  const heading = `own-links-${partner.id}`;
  return (
    <section aria-labelledby={heading}>
      <Title order={2} id={heading} mb={4}>
        Links of {partner.name}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        Whatever comes by them is credited to you at {partner.chapter_name}. Nobody’s name is passed on by
        that.
      </Text>
      {links.isLoadingError && (
        <LoadFailure error={links.error} onRetry={() => void links.refetch()} headingOrder={3} />
      )}
      {links.data && offered.length === 0 && (
        <Text size="sm">
          None yet. You have one as soon as you accept an invitation, and {partner.chapter_name} can give you
          more.
        </Text>
      )}
      <Stack gap="md" component="ul" className="plain-list">
        {offered.map((link) => (
          <Card key={link.code} component="li">
            <LinkToPassOn link={link} />
          </Card>
        ))}
      </Stack>
    </section>
  );
}

function LinkToPassOn({ link }: { link: SourceLink }) {
  const { account } = useSession();
  const own = languages.find(({ code }) => account.locale.startsWith(code))?.code ?? 'en';
  const [language, setLanguage] = useState<LanguageCode>(own);
  const { code, url, title, label, action_kind: kind } = link;
  const name = title ? localized(title, language) : actionKinds[kind];
  const text = shareText(kind, title ? name : '', url, language);
  const qr = `/api/v1/source-codes/${code}/qr`;
  return (
    <Group align="flex-start" justify="space-between" gap="lg">
      <Stack gap="xs" style={{ flex: '1 1 17rem', minWidth: 0 }}>
        <Title order={3} fz="md">
          {name}
        </Title>
        <Text size="xs" c="dimmed">
          {[actionKinds[kind], label].filter(Boolean).join(' · ')}
        </Text>
        <Paper withBorder p="sm">
          <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
            {text}
          </Text>
        </Paper>
        <Group gap="xs" align="flex-end">
          <Copy value={text} label="Copy the text" of={name} isFirst />
          <Copy value={url} label="Copy the link" of={name} />
          <Select
            label="Language"
            aria-label={`Language of the text: ${name}`}
            allowDeselect={false}
            data={languages.map((each) => ({ value: each.code, label: each.name }))}
            value={language}
            onChange={(next) => setLanguage(languages.find((each) => each.code === next)?.code ?? own)}
            w={140}
          />
        </Group>
      </Stack>
      <Stack gap={6} align="center">
        {/* On white in both schemes: scanners need dark modules on a light ground and its quiet zone. */}
        <Paper withBorder p="sm" bg="white">
          <Image src={`${qr}.svg`} alt={`QR code. Opens: ${name}`} w={144} h={144} fit="contain" />
        </Paper>
        <Group gap="sm">
          <Anchor href={`${qr}.png`} download={`${code}.png`} size="sm">
            PNG
          </Anchor>
          <Anchor href={`${qr}.svg`} download={`${code}.svg`} size="sm">
            SVG for print
          </Anchor>
        </Group>
      </Stack>
    </Group>
  );
}

function Copy({
  value,
  label,
  of,
  isFirst = false,
}: {
  value: string;
  label: string;
  of: string;
  isFirst?: boolean;
}) {
  return (
    <CopyButton value={value} timeout={2_000}>
      {({ copied, copy }) => (
        <Button
          variant={isFirst ? 'filled' : 'default'}
          onClick={copy}
          leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
          aria-label={`${copied ? 'Copied' : label}: ${of}`}
        >
          {copied ? 'Copied' : label}
        </Button>
      )}
    </CopyButton>
  );
}
