import { translations } from '../../layout/i18n.js';

/** The words that every mailing carries, whatever its author wrote. */
export const composeMessages = translations({
  en: {
    why: (organization: string) => `You get this mail because you signed up for news from ${organization}.`,
    unsubscribe: 'Unsubscribe',
    choices: 'Your email choices',
    image: 'Image',
  },
  es: {
    why: (organization: string) => `Recibe este correo porque pidió noticias de ${organization}.`,
    unsubscribe: 'Darse de baja',
    choices: 'Sus preferencias de correo',
    image: 'Imagen',
  },
  pt: {
    why: (organization: string) => `Você recebe este e-mail porque pediu notícias de ${organization}.`,
    unsubscribe: 'Cancelar inscrição',
    choices: 'Suas preferências de e-mail',
    image: 'Imagem',
  },
});
