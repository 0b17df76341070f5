import { NumberInput, PasswordInput, Select, Switch, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { http } from '../api/client';
import { showDone } from '../frame/toasts';
import { FormDrawer } from '../parts/form-drawer';
import { type MailServer, type PresetKey, presets } from './mail-server-presets';

const modes: { value: MailServer['tls']; label: string }[] = [
  { value: 'starttls', label: 'STARTTLS (ports 587, 25, 2525)' },
  { value: 'implicit', label: 'TLS from the beginning (port 465)' },
];

interface MailServerDrawerProps {
  server?: MailServer;
  /** Whose it will be. */
  ownerId: string;
  onClose: () => void;
}

/** Enters a mail server, or changes one. Its password is never shown again. */
export function MailServerDrawer({ server, ownerId, onClose }: MailServerDrawerProps) {
  const queries = useQueryClient();
  const [preset, setPreset] = useState<PresetKey | null>(null);
  const form = useForm({
    initialValues: {
      name: server?.name ?? '',
      host: server?.host ?? '',
      port: (server?.port ?? 587) as number | string,
      tls: server?.tls ?? 'starttls',
      username: server?.username ?? '',
      password: '',
      per_minute: (server?.per_minute ?? '') as number | string,
      connections: (server?.connections ?? 5) as number | string,
      is_warming: server ? server.warm_up !== null : false,
    },
  });
  const choose = (key: PresetKey | null) => {
    setPreset(key);
    if (key === null) return;
    const { label, host, port, tls, ...rest } = presets[key];
    form.setValues((now) => ({
      ...{ host, port, tls, name: now.name || label },
      username: 'username' in rest ? rest.username : now.username,
    }));
  };
  const save = async ({ password, ...values }: typeof form.values) => {
    const body = {
      ...values,
      port: Number(values.port),
      per_minute: values.per_minute === '' ? null : Number(values.per_minute),
      connections: Number(values.connections),
      ...(password !== '' && { password }),
    };
    if (server) await http.PUT('/api/v1/mail-relays/{id}', { params: { path: { id: server.id } }, body });
    else await http.POST('/api/v1/mail-relays', { body: { ...body, organization_id: ownerId } });
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/mail-relays'] });
    showDone(server ? 'Saved. It is used from now on' : 'The mail server was added. Nothing goes by it yet');
  };
  return (
    <FormDrawer
      isOpen
      title={server ? `Change ${server.name}` : 'Add a mail server'}
      submitLabel={server ? 'Save' : 'Add the mail server'}
      form={form}
      onSave={save}
      onClose={onClose}
    >
      {!server && (
        <Select
          label="Whose product it is"
          description="Fills in host, port and encryption."
          placeholder="Another one"
          data={Object.entries(presets).map(([value, { label }]) => ({ value, label }))}
          clearable
          value={preset}
          onChange={(value) => choose(value as PresetKey | null)}
          data-autofocus
        />
      )}
      {preset && <Text size="sm">{presets[preset].hint}</Text>}
      <TextInput
        label="Name"
        description="What you call it, such as Newsletters."
        withAsterisk
        {...form.getInputProps('name')}
      />
      <TextInput
        label="Host"
        placeholder="smtp.example.org"
        withAsterisk
        autoComplete="off"
        {...form.getInputProps('host')}
      />
      <NumberInput
        label="Port"
        withAsterisk
        min={1}
        max={65535}
        allowDecimal={false}
        {...form.getInputProps('port')}
      />
      <Select
        label="Encryption"
        description="Mail never goes out unencrypted, nor to a server that cannot prove who it is."
        data={modes}
        allowDeselect={false}
        {...form.getInputProps('tls')}
      />
      <TextInput
        label="User"
        description="Empty where it takes mail without a sign-in."
        autoComplete="off"
        {...form.getInputProps('username')}
      />
      <PasswordInput
        label="Password"
        description={
          server?.has_password
            ? 'Empty keeps the one it has. With another host, port, encryption or user it is needed again.'
            : 'Kept encrypted, and never shown again.'
        }
        autoComplete="new-password"
        {...form.getInputProps('password')}
      />
      <NumberInput
        label="Messages a minute at most"
        description="What your contract allows. Empty for no limit."
        min={1}
        allowDecimal={false}
        thousandSeparator=","
        {...form.getInputProps('per_minute')}
      />
      <NumberInput
        label="Connections at most"
        description="At the same time. One of them stays free for mail that somebody waits for."
        min={2}
        max={50}
        allowDecimal={false}
        {...form.getInputProps('connections')}
      />
      <Switch
        label="Begin slowly"
        description="For an address that has sent no mailings before: 200 on the first day, more each day for two weeks."
        {...form.getInputProps('is_warming', { type: 'checkbox' })}
      />
    </FormDrawer>
  );
}
