import { translations } from '../../layout/i18n.js';

/** What mails about agreements say to staff. */
export const agreementMessages = translations({
  en: {
    greeting: (name: string) => `Hello ${name},`,
    endsSubject: (title: string, days: number) =>
      days === 0
        ? `Today is the last day of “${title}”`
        : `“${title}” ends in ${days} ${days === 1 ? 'day' : 'days'}`,
    endsText: (title: string, parties: string, day: string) =>
      `The agreement “${title}” with ${parties} has its last day on ${day}.`,
    endsSharing:
      'People who are shown to a partner under it are shown no longer from the moment it ends, unless a new one is in force by then.',
    open: 'Open the agreement',
  },
  es: {
    greeting: (name: string) => `Hola, ${name}:`,
    endsSubject: (title: string, days: number) =>
      days === 0
        ? `Hoy es el último día de «${title}»`
        : `«${title}» termina en ${days} ${days === 1 ? 'día' : 'días'}`,
    endsText: (title: string, parties: string, day: string) =>
      `El acuerdo «${title}» con ${parties} tiene su último día el ${day}.`,
    endsSharing:
      'Las personas que se muestran a un socio en virtud de él dejan de mostrarse en el momento en que termina, salvo que ya rija uno nuevo.',
    open: 'Abrir el acuerdo',
  },
  pt: {
    greeting: (name: string) => `Olá, ${name},`,
    endsSubject: (title: string, days: number) =>
      days === 0
        ? `Hoje é o último dia de “${title}”`
        : `“${title}” termina em ${days} ${days === 1 ? 'dia' : 'dias'}`,
    endsText: (title: string, parties: string, day: string) =>
      `O acordo “${title}” com ${parties} tem seu último dia em ${day}.`,
    endsSharing:
      'As pessoas mostradas a um parceiro com base nele deixam de ser mostradas no momento em que ele termina, a não ser que um novo já esteja em vigor.',
    open: 'Abrir o acordo',
  },
});
