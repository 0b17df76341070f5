import { Alert, Card, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { CopyField } from '../parts/copy-field';
import { QrCode } from '../parts/qr-code';
import { titleOf, type Petition } from './words';

const CODE = /^[A-Za-z0-9_-]{1,64}$/;

/** Links, codes and the QR code that bring people to the page. */
export function PetitionShare({ petition }: { petition: Petition }) {
  const [code, setCode] = useState('');
  const isWrong = code !== '' && !CODE.test(code);
  const link = code && !isWrong ? `${petition.url}?s=${code}` : petition.url;
  if (petition.state === 'draft')
    return (
      <Alert color="gray" title="Not published yet">
        Its link and QR code come with its publication.
      </Alert>
    );
  return (
    <Group align="flex-start" gap="md">
      <Card flex={1} miw={280} component="section" aria-labelledby="links">
        <Title order={2} id="links" mb="xs">
          Links
        </Title>
        <Stack gap="md">
          <TextInput
            label="Source code"
            description="Give each poster, partner or post its own, and see under Signatures who it brought."
            placeholder="library-poster"
            value={code}
            onChange={(event) => setCode(event.currentTarget.value.trim())}
            error={isWrong && 'Use letters, digits, - and _ only.'}
          />
          <CopyField label="Link to the page" value={link} />
          <CopyField
            label="For another website"
            description="A frame with the form, to be put into a page."
            value={`<iframe src="${link}${link.includes('?') ? '&' : '?'}embed=1" title="${titleOf(petition).replaceAll('"', '&quot;')}" width="100%" height="900" style="border:0"></iframe>`}
          />
          <Text size="sm" c="dimmed">
            Each signer gets a link of their own in the thank-you mail.
          </Text>
        </Stack>
      </Card>
      <Card component="section" aria-labelledby="qr">
        <Title order={2} id="qr" mb="sm">
          QR code
        </Title>
        <QrCode
          src={`/api/v1/petitions/${petition.id}/qr.svg`}
          opens={`Page of ${titleOf(petition)}`}
          fileName={`${petition.slug}.svg`}
        />
      </Card>
    </Group>
  );
}
