import { Card, Checkbox, Group, Stack, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, http, type Schema } from '../api/client';
import { useSession } from '../api/session';
import { showDone, showFailure } from '../frame/toasts';
import { roles } from './words';

type Role = Schema<'TwoFactorRuleResource'>['roles'][number];

/** Which roles need a second factor, in each organization whose team is the caller's to keep. */
export function SecondFactor() {
  const { permissions } = useSession();
  const query = api.useQuery(
    'get',
    '/api/v1/two-factor-rules',
    {},
    { enabled: permissions.includes('staff.manage') },
  );
  if (!query.data) return null;
  return (
    <Stack mb="lg">
      {query.data.data.map((rule) => (
        <Rule key={rule.organization_id} rule={rule} />
      ))}
    </Stack>
  );
}

function Rule({ rule }: { rule: Schema<'TwoFactorRuleResource'> }) {
  const client = useQueryClient();
  const [isSaving, setSaving] = useState(false);
  const put = async (chosen: string[]) => {
    setSaving(true);
    try {
      await http.PUT('/api/v1/two-factor-rules/{id}', {
        params: { path: { id: rule.organization_id } },
        body: { roles: chosen as Role[] },
      });
      await client.invalidateQueries({ queryKey: ['get', '/api/v1/two-factor-rules'] });
      showDone('Saved. It holds from everybody’s next request on.');
    } catch (error) {
      showFailure(error);
    } finally {
      setSaving(false);
    }
  };
  return (
    <Card>
      <Title order={2} size="h4">
        Second factor in {rule.name}
      </Title>
      <Text c="dimmed" size="sm" mb="sm">
        Whoever holds one of these roles signs in with a code as well. Those who have none yet are led to set
        it up.
      </Text>
      <Checkbox.Group
        value={rule.roles}
        onChange={(chosen) => void put(chosen)}
        aria-label="Roles that need a code"
      >
        <Group gap="md">
          {(Object.keys(roles) as Role[]).map((role) => (
            <Checkbox key={role} value={role} label={roles[role].label} disabled={isSaving} />
          ))}
        </Group>
      </Checkbox.Group>
    </Card>
  );
}
