import { translations } from '../../layout/i18n.js';

/** What silent people are asked where an organization has no words of its own. */
export const winBackMessages = translations({
  en: {
    subject: 'Do you still want to hear from us?',
    preview: 'One click, and you stay on our list.',
    greeting: 'Hello {{given_name|friend}},',
    silence:
      'We have not heard from you in a while. We would be glad to keep you, and we do not want to fill the mailbox of somebody who has moved on.',
    ask: 'If you want to go on hearing from us, press the button. That is all.',
    button: 'Yes, keep writing to me',
    otherwise:
      'If you do nothing, we stop sending you mailings in some weeks. You can come back at any time, and what you asked us for yourself still reaches you.',
  },
  es: {
    subject: '¿Quiere seguir recibiendo noticias nuestras?',
    preview: 'Un clic, y sigue en nuestra lista.',
    greeting: 'Hola, {{given_name|amigo o amiga}}:',
    silence:
      'Hace tiempo que no sabemos de usted. Nos alegraría que se quedara, y no queremos llenar el buzón de quien ya no nos lee.',
    ask: 'Si quiere seguir recibiendo noticias nuestras, pulse el botón. Eso es todo.',
    button: 'Sí, sigan escribiéndome',
    otherwise:
      'Si no hace nada, dejaremos de enviarle correos dentro de unas semanas. Puede volver cuando quiera, y lo que usted mismo nos pida le seguirá llegando.',
  },
  pt: {
    subject: 'Quer continuar a receber notícias nossas?',
    preview: 'Um clique, e você continua na nossa lista.',
    greeting: 'Olá, {{given_name|amigo ou amiga}},',
    silence:
      'Há algum tempo não temos notícias suas. Ficaríamos felizes se você ficasse, e não queremos encher a caixa de quem já não nos lê.',
    ask: 'Se quiser continuar a receber notícias nossas, aperte o botão. É só isso.',
    button: 'Sim, continuem a me escrever',
    otherwise:
      'Se não fizer nada, deixaremos de lhe enviar mensagens dentro de algumas semanas. Você pode voltar quando quiser, e o que você mesmo nos pedir continua a chegar.',
  },
});
