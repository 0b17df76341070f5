import './mail-editor.css';
import { Alert, Badge, Button, Menu, ActionIcon, Stack, Text, TextInput } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, http } from '../api/client';
import { useSession } from '../api/session';
import { useShortcut } from '../frame/shortcuts';
import { showDone, showFailure } from '../frame/toasts';
import { useFormat } from '../parts/format';
import { PageHeader } from '../parts/page-header';
import { StatusBadge } from '../parts/status-badge';
import { ApprovalNotice } from './approval';
import { AudienceSection, useAudienceCount } from './audience-section';
import { FoldSection } from './fold-section';
import { MessageSection } from './message-section';
import { PreviewPane } from './preview-pane';
import { readersOf } from './readers-of-texts';
import { ReviewSection } from './review-section';
import { SplitTestSection } from './split-test-section';
import { type Saving, useDraft } from './use-draft';
import { WaitingNotice } from './waiting-notice';
import { type Mailing, stateOf } from './words';

/** Writes a mailing on one page: who gets it, what it says, a last look. */
export function Composer({ mailing }: { mailing: Mailing }) {
  const { account } = useSession();
  const { draft, change, saving, saveNow } = useDraft(mailing);
  const path = { id: mailing.id };
  const [language, showLanguage] = useState(mailing.language);
  const count = useAudienceCount(mailing.id, draft);
  const readers = readersOf(draft, count.data?.languages ?? []);
  const checks = api.useQuery('get', '/api/v1/mailings/{id}/checks', { params: { path } });
  const test = useMutation({
    mutationFn: async () => {
      await saveNow();
      await http.POST('/api/v1/mailings/{id}/test-sends', { params: { path }, body: {} });
    },
    onSuccess: () => showDone(`A test is on its way to ${account.email}`),
    onError: showFailure,
  });
  useShortcut('mod+s', 'Save', () => void saveNow(), { group: 'Forms' });
  useShortcut('mod+enter', 'Send a test', () => test.mutate(), { group: 'Forms' });
  const { number } = useFormat();
  const errors = saving.state === 'failed' ? saving.fields : {};
  return (
    <>
      <PageHeader
        title={draft.name || 'Untitled mailing'}
        back={{ label: 'Mailings', to: '/mailings' }}
        badge={
          <>
            <StatusBadge tone={stateOf(mailing).tone}>{stateOf(mailing).label}</StatusBadge>
            {mailing.is_practice && <Badge>practice</Badge>}
          </>
        }
        detail={<SavingText saving={saving} />}
        actions={
          <>
            <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
              Send me a test
            </Button>
            <ComposerMenu mailing={mailing} />
          </>
        }
      />
      <WaitingNotice mailing={mailing} />
      <ApprovalNotice mailing={mailing} />
      <div className="composer">
        <Stack gap="md">
          <FoldSection
            number={1}
            title="To"
            summary={count.data ? `Will go to ${number(count.data.count)} addresses` : 'counting…'}
          >
            <Stack gap="sm">
              <TextInput
                label="Name of this mailing"
                description="For you and your colleagues."
                value={draft.name}
                error={errors.name}
                onChange={(event) => change({ name: event.currentTarget.value })}
              />
              {mailing.is_win_back && (
                <Alert color="gray">
                  It asks people who never respond whether they still want your mail, and goes to them alone.
                  An audience that you choose here can only leave some of them out.
                </Alert>
              )}
              <AudienceSection
                mailingId={mailing.id}
                ownerId={mailing.owner_id}
                draft={draft}
                isFrozen={mailing.started_at !== null}
                onChange={(audience) => change({ audience })}
              />
            </Stack>
          </FoldSection>
          <FoldSection number={2} title="Message" summary={draft.subject || 'No subject yet'}>
            <MessageSection
              ownerId={mailing.owner_id}
              draft={draft}
              senderName={mailing.sender_name}
              senderAddress={mailing.sender_address}
              errors={errors}
              shownLanguage={language}
              onShowLanguage={showLanguage}
              onChange={change}
            />
            <SplitTestSection
              ownerId={mailing.owner_id}
              mailingId={mailing.id}
              draft={draft}
              isFrozen={mailing.started_at !== null}
              audienceCount={count.data && readers[0]?.count}
            />
          </FoldSection>
          <FoldSection
            number={3}
            title="Review"
            summary={checks.data?.may_send ? 'Nothing stands in its way' : 'There is something to do'}
          >
            <ReviewSection
              mailing={{ ...mailing, ...draft }}
              checks={checks.data}
              audienceCount={count.data?.count}
              readers={readers}
              onSave={saveNow}
            />
          </FoldSection>
        </Stack>
        <div className="composer-preview">
          <PreviewPane mailingId={mailing.id} draft={draft} language={language} />
        </div>
      </div>
    </>
  );
}

function SavingText({ saving }: { saving: Saving }) {
  const { time } = useFormat();
  if (saving.state === 'failed')
    return (
      <Text span size="sm" c="red" role="alert">
        Not saved: {saving.message}
      </Text>
    );
  return <span role="status">{saving.state === 'saving' ? 'Saving…' : `Saved ${time(saving.at)}`}</span>;
}

function ComposerMenu({ mailing }: { mailing: Mailing }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const keep = useMutation({
    mutationFn: async () => {
      const { owner_id, name, language, subject, preview_text, body, translations } = mailing;
      await http.POST('/api/v1/templates', {
        body: { owner_id, name, language, subject, preview_text, body, translations },
      });
      await queries.invalidateQueries({ queryKey: ['get', '/api/v1/templates'] });
    },
    onSuccess: () => showDone('It is kept as a template'),
    onError: showFailure,
  });
  const remove = useMutation({
    mutationFn: () => http.DELETE('/api/v1/mailings/{id}', { params: { path: { id: mailing.id } } }),
    onSuccess: async () => {
      await navigate({ to: '/mailings' });
      await queries.invalidateQueries({ queryKey: ['get', '/api/v1/mailings'] });
      showDone(`${mailing.name} was deleted`);
    },
    onError: showFailure,
  });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label="More actions" variant="default" size={36}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => keep.mutate()}>Keep as a template</Menu.Item>
        {mailing.state === 'draft' && (
          <Menu.Item color="red" onClick={() => remove.mutate()}>
            Delete the draft
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
