import { translations } from '../layout/i18n.js';

/** What an invitation to stand beside an action says to a partner. */
export const coSponsorMessages = translations({
  en: {
    subject: (host: string, title: string) => `${host} invites you to stand beside “${title}”`,
    greeting: (name: string) => `Hello ${name},`,
    text: (host: string, organization: string, title: string, role: string) =>
      `${host} asks ${organization} to stand beside “${title}” as ${role}.`,
    quiet: 'You are not named in public before you accept, and you can leave again at any time.',
    open: 'Answer in your hub',
    noAccount: (host: string) =>
      `You have no account yet? Answer this mail, and ${host} records what you say.`,
  },
  es: {
    subject: (host: string, title: string) => `${host} les invita a apoyar «${title}»`,
    greeting: (name: string) => `Hola, ${name}:`,
    text: (host: string, organization: string, title: string, role: string) =>
      `${host} pide a ${organization} que apoye «${title}» como ${role}.`,
    quiet: 'No se les nombra en público antes de que acepten, y pueden retirarse en cualquier momento.',
    open: 'Responder en su espacio',
    noAccount: (host: string) =>
      `¿Aún no tienen cuenta? Respondan a este correo y ${host} registra lo que digan.`,
  },
  pt: {
    subject: (host: string, title: string) => `${host} convida vocês a apoiar “${title}”`,
    greeting: (name: string) => `Olá, ${name},`,
    text: (host: string, organization: string, title: string, role: string) =>
      `${host} pede a ${organization} que apoie “${title}” como ${role}.`,
    quiet: 'Vocês não são nomeados em público antes de aceitar, e podem sair a qualquer momento.',
    open: 'Responder no seu espaço',
    noAccount: (host: string) =>
      `Ainda não têm conta? Respondam a este e-mail, e ${host} registra o que disserem.`,
  },
});

/** As what, in a sentence. */
export const roleNames = translations({
  en: {
    'co-sponsor': 'a co-sponsor',
    convener: 'a convener',
    endorser: 'an endorser',
  },
  es: { 'co-sponsor': 'copatrocinadora', convener: 'convocante', endorser: 'adherente' },
  pt: { 'co-sponsor': 'copatrocinadora', convener: 'convocante', endorser: 'apoiadora' },
});

/** What a co-sponsor is given. */
export const sharingTerms = translations({
  en: {
    none: 'You get a link of your own to pass on. Nothing about the people who act is given to you.',
    counts:
      'You get a link of your own to pass on, and how many acted by it, never a number under five. Nobody is named.',
    people:
      'You get a link of your own to pass on, how many acted by it, and those people who tick a box with your name, while an agreement between us is in force.',
  },
  es: {
    none: 'Reciben un enlace propio para difundir. No se les da nada de las personas que participan.',
    counts:
      'Reciben un enlace propio para difundir y cuántas personas participaron por él, nunca un número menor de cinco. No se nombra a nadie.',
    people:
      'Reciben un enlace propio para difundir, cuántas personas participaron por él y las personas que marquen una casilla con su nombre, mientras rija un acuerdo entre nosotros.',
  },
  pt: {
    none: 'Vocês recebem um link próprio para divulgar. Nada sobre as pessoas que participam é dado a vocês.',
    counts:
      'Vocês recebem um link próprio para divulgar e quantas pessoas participaram por ele, nunca um número menor que cinco. Ninguém é nomeado.',
    people:
      'Vocês recebem um link próprio para divulgar, quantas pessoas participaram por ele e as pessoas que marcarem uma caixa com o seu nome, enquanto vigorar um acordo entre nós.',
  },
});
