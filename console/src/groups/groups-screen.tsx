import { Anchor, Badge, Button, Group as Row } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUsersGroup } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { api } from '../api/client';
import { keyset, keysetList } from '../api/keyset';
import { ownersWith, useSession } from '../api/session';
import { DataTable } from '../parts/data-table/data-table';
import { type Column } from '../parts/data-table/types';
import { EmptyState } from '../parts/empty-state';
import { PageHeader } from '../parts/page-header';
import { PartnersTabs } from '../partners/partners-tabs';
import { NewGroupDrawer } from './new-group-drawer';
import { type Group } from './words';

const columns: Column<Group>[] = [
  {
    key: 'name',
    title: 'Working group',
    render: ({ id, name, is_practice }) => (
      <Row gap="xs">
        <Anchor component={Link} to={`/partners/groups/${id}`} fw={600} size="sm">
          {name}
        </Anchor>
        {is_practice && <Badge size="xs">practice</Badge>}
      </Row>
    ),
  },
  { key: 'parent', title: 'Of', render: ({ parent_name }) => parent_name },
  {
    key: 'members',
    title: 'Members',
    align: 'right',
    render: ({ member_count }) => <span className="figures">{member_count}</span>,
  },
];

/** Groups in which the account holds a role. Others are not there for it, also not those of its own chapter. */
export function GroupsScreen() {
  const session = useSession();
  const [isCreating, creating] = useDisclosure(false);
  const query = { limit: 50 };
  const list = keysetList(
    api.useInfiniteQuery('get', '/api/v1/working-groups', { params: { query } }, keyset),
  );
  const mayFound = ownersWith(session, 'staff.manage').length > 0;
  return (
    <>
      <PageHeader
        title="Working groups"
        detail="Each keeps its own people, notes and mail. Only those with a role in a group see it."
        create={mayFound ? { label: 'Found a group', onCreate: creating.open } : undefined}
      />
      <PartnersTabs />
      <DataTable
        noun="working groups"
        source={{ path: '/api/v1/working-groups', query }}
        list={list}
        columns={columns}
        rowName={({ name }) => name}
        empty={
          <EmptyState
            icon={IconUsersGroup}
            title="You are in no working group"
            description="A group has members, a chair, a charter, notes of its own and an email list. Whoever founds it brings in the others."
            action={mayFound && <Button onClick={creating.open}>Found a group</Button>}
          />
        }
      />
      {isCreating && <NewGroupDrawer onClose={creating.close} />}
    </>
  );
}
