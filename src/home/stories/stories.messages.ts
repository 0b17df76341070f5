import { translations } from '../../layout/i18n.js';

/** What people read about what may be told of them. Neutral: whoever looks over a shoulder learns nothing. */
export const storyMessages = translations({
  en: {
    subject: 'What you allowed us to publish',
    greeting: (name: string) => (name ? `Hello ${name},` : 'Hello,'),
    text: (host: string, day: string) =>
      `You allowed ${host} to publish something of yours until ${day}. You can end that at any moment, without giving a reason, and nothing else changes for you.`,
    open: 'See it, or end it',
    keep: 'Keep this mail: the link works until the end.',
    endingSubject: (days: number) =>
      days === 0 ? 'A release ends today' : `A release ends in ${days} ${days === 1 ? 'day' : 'days'}`,
    endingText: (day: string) =>
      `On ${day} a release ends, and what stands on your pages goes by itself. If it is to go on, talk with the person first and write down a new one.`,
    openList: 'Open the list of releases',
    title: 'What you allowed',
    lead: (host: string, day: string) => `${host} may publish this until ${day}:`,
    noWords: 'A picture, a recording or a speech, as it was agreed with you.',
    end: 'End it now',
    endText: 'It leaves our pages at once. What stands elsewhere we take down, or ask to be taken down.',
    ended: 'It is over. Nothing of it is on our pages any more, and we take down what stands elsewhere.',
    quotes: 'In their own words',
  },
  es: {
    subject: 'Lo que usted nos permitió publicar',
    greeting: (name: string) => (name ? `Hola, ${name}:` : 'Hola:'),
    text: (host: string, day: string) =>
      `Usted permitió que ${host} publique algo suyo hasta el ${day}. Puede terminarlo en cualquier momento, sin dar razones, y nada más cambia para usted.`,
    open: 'Verlo o terminarlo',
    keep: 'Guarde este correo: el enlace funciona hasta el final.',
    endingSubject: (days: number) =>
      days === 0
        ? 'Una autorización termina hoy'
        : `Una autorización termina en ${days} ${days === 1 ? 'día' : 'días'}`,
    endingText: (day: string) =>
      `El ${day} termina una autorización, y lo que está en sus páginas se retira solo. Si debe continuar, hable antes con la persona y registre una nueva.`,
    openList: 'Abrir la lista de autorizaciones',
    title: 'Lo que usted permitió',
    lead: (host: string, day: string) => `${host} puede publicar esto hasta el ${day}:`,
    noWords: 'Una foto, una grabación o una charla, como se acordó con usted.',
    end: 'Terminarlo ahora',
    endText:
      'Desaparece de nuestras páginas de inmediato. Lo que está en otros lugares lo retiramos o pedimos que se retire.',
    ended: 'Ha terminado. Ya no hay nada en nuestras páginas, y retiramos lo que está en otros lugares.',
    quotes: 'En sus propias palabras',
  },
  pt: {
    subject: 'O que você nos permitiu publicar',
    greeting: (name: string) => (name ? `Olá, ${name},` : 'Olá,'),
    text: (host: string, day: string) =>
      `Você permitiu que ${host} publique algo seu até ${day}. Pode terminar isso a qualquer momento, sem dar motivos, e nada mais muda para você.`,
    open: 'Ver ou terminar',
    keep: 'Guarde este e-mail: o link funciona até o fim.',
    endingSubject: (days: number) =>
      days === 0
        ? 'Uma autorização termina hoje'
        : `Uma autorização termina em ${days} ${days === 1 ? 'dia' : 'dias'}`,
    endingText: (day: string) =>
      `Em ${day} termina uma autorização, e o que está nas suas páginas sai sozinho. Se deve continuar, fale antes com a pessoa e registre uma nova.`,
    openList: 'Abrir a lista de autorizações',
    title: 'O que você permitiu',
    lead: (host: string, day: string) => `${host} pode publicar isto até ${day}:`,
    noWords: 'Uma foto, uma gravação ou uma fala, como combinado com você.',
    end: 'Terminar agora',
    endText:
      'Sai das nossas páginas imediatamente. O que está em outros lugares retiramos ou pedimos que seja retirado.',
    ended: 'Terminou. Nada mais está nas nossas páginas, e retiramos o que está em outros lugares.',
    quotes: 'Nas próprias palavras',
  },
});
