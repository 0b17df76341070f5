import { translations } from '../../layout/i18n.js';

/** What a partner reads when somebody is shown to it no longer. */
export const removalMessages = translations({
  en: {
    subject: (count: number) =>
      count === 1
        ? 'Please remove one person from your records'
        : `Please remove ${count} people from your records`,
    greeting: (name: string) => (name ? `Hello ${name},` : 'Hello,'),
    text: (host: string, organization: string) =>
      `People whom ${host} had shown to ${organization} with their consent are shown no longer: they took it back, or the agreement is over. What you exported or copied of them must be removed.`,
    open: 'See whom, and confirm',
    title: 'Please remove these people',
    lead: (organization: string) => `From the records of ${organization}, with every copy and export.`,
    nobody: 'Their records are gone here too. Remove whoever you see no longer in your list.',
    done: 'We have removed them',
    thanks: 'Thank you. It is recorded that you removed them.',
  },
  es: {
    subject: (count: number) =>
      count === 1
        ? 'Elimine, por favor, a una persona de sus registros'
        : `Elimine, por favor, a ${count} personas de sus registros`,
    greeting: (name: string) => (name ? `Hola, ${name}:` : 'Hola:'),
    text: (host: string, organization: string) =>
      `Personas que ${host} había mostrado a ${organization} con su consentimiento ya no se muestran: lo retiraron, o el acuerdo terminó. Lo que ustedes exportaron o copiaron de ellas debe eliminarse.`,
    open: 'Ver quiénes y confirmar',
    title: 'Elimine, por favor, a estas personas',
    lead: (organization: string) => `De los registros de ${organization}, con toda copia y exportación.`,
    nobody: 'Sus registros tampoco están ya aquí. Eliminen a quienes ya no vean en su lista.',
    done: 'Las hemos eliminado',
    thanks: 'Gracias. Queda registrado que las eliminaron.',
  },
  pt: {
    subject: (count: number) =>
      count === 1
        ? 'Remova, por favor, uma pessoa dos seus registros'
        : `Remova, por favor, ${count} pessoas dos seus registros`,
    greeting: (name: string) => (name ? `Olá, ${name},` : 'Olá,'),
    text: (host: string, organization: string) =>
      `Pessoas que ${host} havia mostrado a ${organization} com o consentimento delas já não são mostradas: elas voltaram atrás, ou o acordo terminou. O que vocês exportaram ou copiaram delas precisa ser removido.`,
    open: 'Ver quem, e confirmar',
    title: 'Remova, por favor, estas pessoas',
    lead: (organization: string) => `Dos registros de ${organization}, com toda cópia e exportação.`,
    nobody: 'Os registros delas também já não estão aqui. Remova quem você já não vê na sua lista.',
    done: 'Nós as removemos',
    thanks: 'Obrigado. Fica registrado que vocês as removeram.',
  },
});
