import { languages } from '../parts/localized';

/** Every zone that the browser knows, for a searchable select. */
export const timeZones = Intl.supportedValuesOf('timeZone').map((zone) => ({
  value: zone,
  label: zone.replaceAll('_', ' '),
}));

export const languageOptions = languages.map(({ code, name }) => ({ value: code, label: name }));
