import { translations } from './i18n.js';

/** About organizations that stand beside an action, on every form alike. */
export const partnerBoxMessages = translations({
  en: {
    with: 'Together with',
    partners: 'Our partners here',
    partnersHint: 'Each is asked for by itself. Nothing depends on it, and you can take it back at any time.',
    share: (partner: string, host: string) =>
      `${partner} may see my name, email and ZIP code, and send me emails. ${host} passes them on for up to a year; I can take it back at any time.`,
  },
  es: {
    with: 'Junto con',
    partners: 'Nuestros socios en esto',
    partnersHint:
      'Cada una se pide por separado. Nada depende de ello y puede retirarlo en cualquier momento.',
    share: (partner: string, host: string) =>
      `${partner} puede ver mi nombre, correo y código postal, y enviarme correos. ${host} se los pasa hasta por un año; puedo retirarlo en cualquier momento.`,
  },
  pt: {
    with: 'Junto com',
    partners: 'Nossos parceiros nisto',
    partnersHint: 'Cada um é pedido por si. Nada depende disso, e você pode voltar atrás a qualquer momento.',
    share: (partner: string, host: string) =>
      `${partner} pode ver meu nome, e-mail e CEP, e me enviar e-mails. ${host} os repassa por até um ano; posso voltar atrás a qualquer momento.`,
  },
});
