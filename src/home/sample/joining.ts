import { type Language } from '../../layout/i18n.js';
import { ALIVE, type CityKey, type SamplePerson, type World } from './world.js';

export const CHAPTER_NAMES: Record<CityKey, string> = {
  boston: 'CEASE Boston',
  denver: 'CEASE Denver',
  portland: 'CEASE Portland',
};

/** The sentence beside the box that people ticked. */
export const CONSENT_TEXTS: Record<Language, (organization: string) => string> = {
  en: (organization) => `Yes, ${organization} may send me news by email. I can stop it at any time.`,
  es: (organization) =>
    `Sí, ${organization} puede enviarme noticias por correo. Puedo darme de baja en cualquier momento.`,
  pt: (organization) =>
    `Sim, ${organization} pode me enviar notícias por e-mail. Posso parar a qualquer momento.`,
};

/** How people came to their chapter: by its form, or from a paper sheet that was typed in. */
export function joinChapters(world: World): void {
  for (const city of ALIVE) {
    for (const person of world.peopleOf(city)) join(world, city, person);
  }
}

function join(world: World, city: CityKey, person: SamplePerson): void {
  const isTyped = !person.isSealed && world.chance.falls(0.3);
  const chapter = { kind: 'chapter', id: person.ownerId, title: CHAPTER_NAMES[city] };
  if (!person.isSealed) {
    world.did({
      ownerId: person.ownerId,
      personId: person.id,
      did: isTyped ? 'imported' : 'joined',
      what: isTyped ? { kind: 'import', id: null, title: 'Sign-up sheets from the street fair' } : chapter,
      actorId: isTyped ? world.accounts.organizer : null,
      at: person.createdAt,
    });
  }
  if (!person.isSubscribed) return;
  world.consents.push({
    personId: person.id,
    organizationId: person.ownerId,
    isGiven: true,
    text: CONSENT_TEXTS[person.language](CHAPTER_NAMES[city]),
    language: person.language,
    source: { kind: isTyped ? 'import' : 'sign-up', id: null },
    method: isTyped ? 'import' : 'form',
    at: person.createdAt,
  });
}
