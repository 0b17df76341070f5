import { Switch } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ownersWith, useSession } from '../api/session';
import { useChapter } from '../frame/use-chapter';
import { PageHeader } from '../parts/page-header';
import { AsksBoard } from './asks-board';
import { NewAskDrawer } from './new-ask-drawer';

/** What all partners were asked for, over all campaigns; or only what is overdue. */
export function AsksScreen() {
  const session = useSession();
  const { chapter } = useChapter();
  const { overdue } = useSearch({ from: '/asks' });
  const navigate = useNavigate({ from: '/asks' });
  const [isAsking, asking] = useDisclosure(false);
  const own = chapter?.id ?? session.chapters[0]?.id;
  const mayAsk = ownersWith(session, 'partners.write').some(({ value }) => value === own);
  return (
    <>
      <PageHeader
        title="Asks"
        detail="What partners were asked to sign, host, give or send, and what became of it."
        create={mayAsk ? { label: 'Ask a partner', onCreate: asking.open } : undefined}
      />
      <Switch
        label="Only what is overdue"
        mb="md"
        checked={overdue === true}
        onChange={(event) => {
          const isOnly = event.currentTarget.checked;
          void navigate({ search: (now) => ({ ...now, overdue: isOnly ? true : undefined }), replace: true });
        }}
      />
      <AsksBoard query={{ owner_id: chapter?.id, is_overdue: overdue ? 'true' : undefined }} />
      {isAsking && own && <NewAskDrawer chapterId={own} onClose={asking.close} />}
    </>
  );
}
