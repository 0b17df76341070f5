import { translations } from '../../layout/i18n.js';

/** What the network's administrators are told when a group sends. */
export const sendNoticeMessages = translations({
  en: {
    greeting: (name: string) => `Hello ${name},`,
    subject: (sender: string) => `${sender} sends a mailing`,
    text: (sender: string, subject: string, count: string) =>
      `${sender} has begun to send “${subject}” to ${count} people.`,
    why: 'You get this because your network is told when any group sends. Its settings turn it off.',
  },
  es: {
    greeting: (name: string) => `Hola, ${name}:`,
    subject: (sender: string) => `${sender} envía un correo`,
    text: (sender: string, subject: string, count: string) =>
      `${sender} empezó a enviar «${subject}» a ${count} personas.`,
    why: 'Recibe este aviso porque su red pide saber cuándo envía un grupo. Se desactiva en sus ajustes.',
  },
  pt: {
    greeting: (name: string) => `Olá, ${name},`,
    subject: (sender: string) => `${sender} envia uma mensagem`,
    text: (sender: string, subject: string, count: string) =>
      `${sender} começou a enviar “${subject}” a ${count} pessoas.`,
    why: 'Você recebe isto porque sua rede é avisada quando um grupo envia. Os ajustes dela desligam o aviso.',
  },
});
