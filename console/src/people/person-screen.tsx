import { Badge, Button, Group, Skeleton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconLock } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { api } from '../api/client';
import { can, useSession } from '../api/session';
import { LoadFailure } from '../parts/load-failure';
import { PageHeader } from '../parts/page-header';
import { RecordLayout } from '../parts/record-layout';
import { RecordTasks } from '../tasks/record-tasks';
import { StoriesCard } from '../stories/stories-card';
import { PersonTies } from '../ties/ties-cards';
import { ConsentCard } from './consent-card';
import { VolunteeringCard } from '../volunteering/volunteering-card';
import { ContactCard } from './contact-card';
import { EditPersonDrawer } from './edit-person-drawer';
import { MergeWithDrawer } from './merge-with-drawer';
import { PersonDistricts } from './person-districts';
import { PersonPrivacy } from './person-privacy';
import { PersonTimeline } from './person-timeline';
import { PossibleDuplicates } from './possible-duplicates';
import { SafetyCard } from './safety-card';
import { TagsCard } from './tags-card';
import { ValuesCard } from './values-card';
import { nameOf, type Person } from './words';

export interface PersonPartProps {
  person: Person;
  mayWrite: boolean;
  /** Takes the record that every change answers with. */
  onChanged: (record: Person) => void;
}

/** One person: how to reach them and what they agreed to, what happened, and where they belong. */
export function PersonScreen() {
  const { id } = useParams({ from: '/people/$id' });
  const session = useSession();
  const [isEditing, editing] = useDisclosure(false);
  const [isMerging, merging] = useDisclosure(false);
  const person = api.useQuery('get', '/api/v1/people/{id}', { params: { path: { id } } });
  const keep = useKeepPerson(id);
  if (person.isLoadingError)
    return (
      <LoadFailure
        error={person.error}
        onRetry={() => void person.refetch()}
        what="The person"
        headingOrder={1}
      />
    );
  if (!person.data) return <Skeleton h={400} />;
  const { data } = person;
  const mayWrite = can(session, 'people.write');
  const props: PersonPartProps = { person: data, mayWrite, onChanged: keep };
  return (
    <>
      <PageHeader
        title={nameOf(data)}
        back={{ label: 'People', to: '/people' }}
        badge={
          <Group gap="xs">
            {data.is_sealed && (
              <Badge color="orange" radius="sm" leftSection={<IconLock size={12} aria-hidden />}>
                sealed
              </Badge>
            )}
            {data.is_practice && <Badge>practice</Badge>}
          </Group>
        }
        detail={[data.pronouns, data.owner_name].filter(Boolean).join(' · ')}
        actions={
          mayWrite && (
            <>
              <Button variant="default" onClick={merging.open}>
                Merge
              </Button>
              <Button variant="default" onClick={editing.open}>
                Edit
              </Button>
            </>
          )
        }
      />
      <RecordLayout
        labels={{ about: 'About', activity: 'Timeline', links: 'Tasks and tags' }}
        about={
          <>
            <ContactCard {...props} />
            <ValuesCard {...props} />
            <VolunteeringCard {...props} />
            <ConsentCard {...props} />
            <SafetyCard {...props} />
            <StoriesCard {...props} />
          </>
        }
        activity={<PersonTimeline {...props} />}
        links={
          <>
            <PossibleDuplicates {...props} />
            <RecordTasks
              subject={{ kind: 'person', id: data.id, title: nameOf(data) }}
              ownerId={data.owner_id}
            />
            <TagsCard {...props} />
            <PersonTies {...props} />
            <PersonDistricts person={data} />
            <PersonPrivacy person={data} />
          </>
        }
      />
      {isEditing && <EditPersonDrawer person={data} onChanged={keep} onClose={editing.close} />}
      {isMerging && <MergeWithDrawer person={data} onClose={merging.close} />}
    </>
  );
}

/** Every change answers with the whole record: it replaces what is shown; lists and the timeline ask anew. */
function useKeepPerson(id: string) {
  const queries = useQueryClient();
  return (record: Person) => {
    queries.setQueryData(['get', '/api/v1/people/{id}', { params: { path: { id } } }], record);
    void queries.invalidateQueries({ queryKey: ['get', '/api/v1/people'] });
    void queries.invalidateQueries({ queryKey: ['get', '/api/v1/people/{id}/timeline'] });
    void queries.invalidateQueries({ queryKey: ['get', '/api/v1/tags'] });
  };
}
