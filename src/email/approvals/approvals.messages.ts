import { translations } from '../../layout/i18n.js';

/** What mails about approvals say to staff. */
export const approvalMessages = translations({
  en: {
    greeting: (name: string) => `Hello ${name},`,
    askedSubject: (mailing: string) => `Please approve: ${mailing}`,
    askedText: (asker: string, mailing: string, count: string) =>
      `${asker} wants to send “${mailing}” to ${count} people. Somebody else has to look at it first.`,
    usual: (count: string) => `As a rule you send to ${count}.`,
    first: 'It would be your first mailing.',
    approvedSubject: (mailing: string) => `Approved: ${mailing}`,
    approvedText: (decider: string, mailing: string) => `${decider} approved “${mailing}”.`,
    declinedSubject: (mailing: string) => `Declined: ${mailing}`,
    declinedText: (decider: string, mailing: string) => `${decider} declined “${mailing}” and wrote:`,
    open: 'Look at it',
  },
  es: {
    greeting: (name: string) => `Hola, ${name}:`,
    askedSubject: (mailing: string) => `Por favor, apruebe: ${mailing}`,
    askedText: (asker: string, mailing: string, count: string) =>
      `${asker} quiere enviar «${mailing}» a ${count} personas. Otra persona tiene que revisarlo antes.`,
    usual: (count: string) => `Por lo general ustedes envían a ${count}.`,
    first: 'Sería su primer envío.',
    approvedSubject: (mailing: string) => `Aprobado: ${mailing}`,
    approvedText: (decider: string, mailing: string) => `${decider} aprobó «${mailing}».`,
    declinedSubject: (mailing: string) => `Rechazado: ${mailing}`,
    declinedText: (decider: string, mailing: string) => `${decider} rechazó «${mailing}» y escribió:`,
    open: 'Revisarlo',
  },
  pt: {
    greeting: (name: string) => `Olá, ${name},`,
    askedSubject: (mailing: string) => `Por favor, aprove: ${mailing}`,
    askedText: (asker: string, mailing: string, count: string) =>
      `${asker} quer enviar “${mailing}” a ${count} pessoas. Outra pessoa precisa olhar antes.`,
    usual: (count: string) => `Em geral vocês enviam a ${count}.`,
    first: 'Seria o seu primeiro envio.',
    approvedSubject: (mailing: string) => `Aprovado: ${mailing}`,
    approvedText: (decider: string, mailing: string) => `${decider} aprovou “${mailing}”.`,
    declinedSubject: (mailing: string) => `Recusado: ${mailing}`,
    declinedText: (decider: string, mailing: string) => `${decider} recusou “${mailing}” e escreveu:`,
    open: 'Olhar',
  },
});
