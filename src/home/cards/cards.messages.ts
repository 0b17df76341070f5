import { translations } from '../../layout/i18n.js';

/** The words of the cards in mail that announce a petition or an event. */
export const cardsMessages = translations({
  en: {
    petition: 'Petition',
    event: 'Event',
    addressedTo: (addressee: string) => `To: ${addressee}`,
    sign: 'Sign the petition',
    signUp: 'See it and sign up',
  },
  es: {
    petition: 'Petición',
    event: 'Evento',
    addressedTo: (addressee: string) => `Dirigida a: ${addressee}`,
    sign: 'Firmar la petición',
    signUp: 'Ver e inscribirse',
  },
  pt: {
    petition: 'Petição',
    event: 'Evento',
    addressedTo: (addressee: string) => `Dirigida a: ${addressee}`,
    sign: 'Assinar a petição',
    signUp: 'Ver e se inscrever',
  },
});
