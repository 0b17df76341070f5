import { translations } from '../../layout/i18n.js';

export const optInMessages = translations({
  en: {
    subject: (organization: string) => `Please confirm: emails from ${organization}`,
    hello: (name: string) => (name ? `Hello ${name},` : 'Hello,'),
    asked: (organization: string, day: string) =>
      `on ${day} somebody gave us this address and ticked that ${organization} may write to it:`,
    told: (organization: string, day: string) =>
      `on ${day} we noted that you want emails from ${organization}. This is what we wrote down:`,
    untilThen: 'You are on no list yet. Press the button if that is what you want.',
    button: 'Yes, send me emails',
    small: (days: number) =>
      `The link works for ${days} days. If it was not you, or you have changed your mind, do nothing: we will not write about it again.`,
    title: (organization: string) => `Emails from ${organization}`,
    lead: 'One more click, and you are on the list.',
    doneTitle: 'Thank you: you are on the list',
    done: (organization: string) =>
      `${organization} will write to you from now on. Each mail has a link to stop it.`,
    lapsedTitle: 'This link does not work any more',
    lapsed: 'You are on no list by it. If you want the emails, send the form once more.',
  },
  es: {
    subject: (organization: string) => `Por favor confirme: correos de ${organization}`,
    hello: (name: string) => (name ? `Hola, ${name}:` : 'Hola:'),
    asked: (organization: string, day: string) =>
      `el ${day} alguien nos dio esta dirección y marcó que ${organization} puede escribirle:`,
    told: (organization: string, day: string) =>
      `el ${day} anotamos que usted quiere recibir correos de ${organization}. Esto es lo que escribimos:`,
    untilThen: 'Todavía no está en ninguna lista. Pulse el botón si es lo que desea.',
    button: 'Sí, quiero recibir correos',
    small: (days: number) =>
      `El enlace funciona durante ${days} días. Si no fue usted, o ha cambiado de opinión, no haga nada: no volveremos a escribirle sobre esto.`,
    title: (organization: string) => `Correos de ${organization}`,
    lead: 'Un clic más y estará en la lista.',
    doneTitle: 'Gracias: ya está en la lista',
    done: (organization: string) =>
      `${organization} le escribirá a partir de ahora. Cada correo tiene un enlace para dejar de recibirlos.`,
    lapsedTitle: 'Este enlace ya no funciona',
    lapsed: 'No está en ninguna lista por él. Si quiere los correos, envíe el formulario otra vez.',
  },
  pt: {
    subject: (organization: string) => `Por favor, confirme: e-mails de ${organization}`,
    hello: (name: string) => (name ? `Olá, ${name},` : 'Olá,'),
    asked: (organization: string, day: string) =>
      `em ${day} alguém nos deu este endereço e marcou que ${organization} pode escrever para ele:`,
    told: (organization: string, day: string) =>
      `em ${day} anotamos que você quer receber e-mails de ${organization}. Foi isto que escrevemos:`,
    untilThen: 'Você ainda não está em nenhuma lista. Aperte o botão se é isso que deseja.',
    button: 'Sim, quero receber e-mails',
    small: (days: number) =>
      `O link funciona por ${days} dias. Se não foi você, ou se mudou de ideia, não faça nada: não escreveremos de novo sobre isso.`,
    title: (organization: string) => `E-mails de ${organization}`,
    lead: 'Mais um clique e você estará na lista.',
    doneTitle: 'Obrigado: você está na lista',
    done: (organization: string) =>
      `${organization} vai escrever para você a partir de agora. Cada e-mail tem um link para parar.`,
    lapsedTitle: 'Este link não funciona mais',
    lapsed: 'Você não está em nenhuma lista por ele. Se quiser os e-mails, envie o formulário de novo.',
  },
});
