import { Card, Skeleton, Table, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Fragment } from 'react';
import { api } from '../api/client';
import { LoadFailure } from '../parts/load-failure';
import { PageHeader } from '../parts/page-header';
import { SecondFactor } from './second-factor';
import { permissions, roles } from './words';

/** Roles across, rights down: a tick where a role holds a right. */
export function RolesScreen() {
  const query = api.useQuery('get', '/api/v1/roles', {});
  if (query.isLoadingError)
    return <LoadFailure error={query.error} onRetry={() => void query.refetch()} what="The table of roles" />;
  if (!query.data) return <Skeleton h={240} />;
  const all = query.data.data;
  return (
    <>
      <PageHeader
        title="What each role may do"
        back={{ label: 'Team', to: '/team' }}
        detail="A role holds in one chapter, partner or the network. One person may hold several."
      />
      <SecondFactor />
      <Card p={0}>
        {/* Focusable, so that the keyboard can scroll it on a phone. */}
        <Table.ScrollContainer
          minWidth={960}
          type="native"
          tabIndex={0}
          role="region"
          aria-label="Table of roles"
        >
          <Table verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Right</Table.Th>
                {all.map(({ role }) => (
                  <Table.Th key={role} ta="center" w={96} title={roles[role].does}>
                    {roles[role].label}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {permissions.map(([group, rows]) => (
                <Fragment key={group}>
                  <Table.Tr>
                    <Table.Th colSpan={all.length + 1} scope="rowgroup" pt="md">
                      {group}
                    </Table.Th>
                  </Table.Tr>
                  {rows.map(([permission, label]) => (
                    <Table.Tr key={permission}>
                      <Table.Th scope="row" fw={400}>
                        {label}
                      </Table.Th>
                      {all.map(({ role, permissions: held }) => (
                        <Table.Td key={role} ta="center">
                          {held.includes(permission) ? (
                            <IconCheck size={18} role="img" aria-label="yes" />
                          ) : (
                            <Text span c="dimmed" aria-label="no" role="img">
                              ·
                            </Text>
                          )}
                        </Table.Td>
                      ))}
                    </Table.Tr>
                  ))}
                </Fragment>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </Card>
    </>
  );
}
