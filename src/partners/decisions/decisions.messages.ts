import { translations } from '../../layout/i18n.js';

/** What mails about decisions say to partners. */
export const decisionMessages = translations({
  en: {
    greeting: (name: string) => `Hello ${name},`,
    askedSubject: (title: string) => `Your answer is asked: ${title}`,
    reminderSubject: (title: string) => `Not answered yet: ${title}`,
    text: (chapter: string, organization: string, title: string) =>
      `${chapter} asks ${organization} for an answer to “${title}”: support, stand aside, or object.`,
    deadline: (moment: string) => `The last moment for it is ${moment}.`,
    open: 'Read and answer',
    tellUs: 'Nobody of yours signs in here. Tell us your answer, and we write it down on your word.',
  },
  es: {
    greeting: (name: string) => `Hola, ${name}:`,
    askedSubject: (title: string) => `Se pide su respuesta: ${title}`,
    reminderSubject: (title: string) => `Aún sin respuesta: ${title}`,
    text: (chapter: string, organization: string, title: string) =>
      `${chapter} pide a ${organization} una respuesta a «${title}»: apoyar, abstenerse u oponerse.`,
    deadline: (moment: string) => `El último momento para darla es ${moment}.`,
    open: 'Leer y responder',
    tellUs: 'Nadie de su organización tiene cuenta aquí. Díganos su respuesta y la anotamos en su nombre.',
  },
  pt: {
    greeting: (name: string) => `Olá, ${name},`,
    askedSubject: (title: string) => `Pedimos a sua resposta: ${title}`,
    reminderSubject: (title: string) => `Ainda sem resposta: ${title}`,
    text: (chapter: string, organization: string, title: string) =>
      `${chapter} pede a ${organization} uma resposta a “${title}”: apoiar, abster-se ou opor-se.`,
    deadline: (moment: string) => `O último momento para isso é ${moment}.`,
    open: 'Ler e responder',
    tellUs:
      'Ninguém da sua organização tem conta aqui. Diga-nos a sua resposta e nós a anotamos em seu nome.',
  },
});
