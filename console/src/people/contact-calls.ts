import { http } from '../api/client';

export type ContactKind = 'email' | 'phone' | 'address';

/** Fields of all three kinds; a form shows those of its own. */
export interface ContactValues extends Record<string, unknown> {
  address: string;
  number: string;
  label: string;
  street: string;
  city: string;
  state: string;
  zip: string;
  status: 'ok' | 'bouncing' | 'invalid';
}

export function addContact(id: string, kind: ContactKind, values: ContactValues) {
  const params = { path: { id } };
  const { address, number, label, street, city, state, zip } = values;
  if (kind === 'email') return http.POST('/api/v1/people/{id}/emails', { params, body: { address, label } });
  if (kind === 'phone') return http.POST('/api/v1/people/{id}/phones', { params, body: { number, label } });
  return http.POST('/api/v1/people/{id}/addresses', { params, body: { street, city, state, zip, label } });
}

/** Sends what was changed alone: an address that is sent counts as new, and is believed to work again. */
export function changeContact(
  id: string,
  kind: ContactKind,
  entryId: string,
  values: ContactValues,
  isChanged: (field: string) => boolean,
) {
  const given = <Value>(field: string, value: Value): Value | undefined =>
    isChanged(field) ? value : undefined;
  const label = given('label', values.label);
  if (kind === 'email')
    return http.PATCH('/api/v1/people/{id}/emails/{emailId}', {
      params: { path: { id, emailId: entryId } },
      body: { address: given('address', values.address), label, status: given('status', values.status) },
    });
  const status = values.status === 'bouncing' ? undefined : given('status', values.status);
  if (kind === 'phone')
    return http.PATCH('/api/v1/people/{id}/phones/{phoneId}', {
      params: { path: { id, phoneId: entryId } },
      body: { number: given('number', values.number), label, status },
    });
  return http.PATCH('/api/v1/people/{id}/addresses/{addressId}', {
    params: { path: { id, addressId: entryId } },
    body: {
      street: given('street', values.street),
      city: given('city', values.city),
      state: given('state', values.state),
      zip: given('zip', values.zip),
      label,
      status,
    },
  });
}

export function removeContact(id: string, kind: ContactKind, entryId: string) {
  if (kind === 'email')
    return http.DELETE('/api/v1/people/{id}/emails/{emailId}', {
      params: { path: { id, emailId: entryId } },
    });
  if (kind === 'phone')
    return http.DELETE('/api/v1/people/{id}/phones/{phoneId}', {
      params: { path: { id, phoneId: entryId } },
    });
  return http.DELETE('/api/v1/people/{id}/addresses/{addressId}', {
    params: { path: { id, addressId: entryId } },
  });
}

export function makePrimaryContact(id: string, kind: ContactKind, entryId: string) {
  if (kind === 'email')
    return http.POST('/api/v1/people/{id}/emails/{emailId}/primacy', {
      params: { path: { id, emailId: entryId } },
    });
  if (kind === 'phone')
    return http.POST('/api/v1/people/{id}/phones/{phoneId}/primacy', {
      params: { path: { id, phoneId: entryId } },
    });
  return http.POST('/api/v1/people/{id}/addresses/{addressId}/primacy', {
    params: { path: { id, addressId: entryId } },
  });
}
