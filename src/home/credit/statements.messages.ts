import { translations } from '../../layout/i18n.js';

export const statementMessages = translations({
  en: {
    title: (partner: string, month: string) => `${partner}, ${month}`,
    lead: (partner: string, chapter: string) =>
      `What people did with ${chapter} after they came by links, posters and tables of ${partner}. No names are handed over for it.`,
    what: 'What they did',
    first: 'First came by you',
    last: 'Last came by you',
    signatures: 'Confirmed petition signatures',
    registrations: 'Sign-ups for events',
    letters: 'Confirmed letters to officials',
    attended: 'Came to events',
    reach: 'How far it reached',
    views: 'Pages shown (machines count too)',
    newPeople: 'People new to the coalition',
    districts: 'Legislative districts they live in',
    consented: 'People who asked for your mail',
    done: 'Commitments kept',
    missed: 'Commitments missed',
    match: (fresh: string, asked: string) =>
      `Of about ${asked} people whom you brought, about ${fresh} were not on your own list.`,
    few: 'fewer than 5',
    how: 'How this is counted',
    howText:
      'Each deed is counted once as the first touch of whoever first brought the person to it, and once as the last touch of whoever brought them last; over all partners both add up to the same total. Only what people confirmed counts. Numbers from one to four are not shown, so that nobody can be recognized. These numbers were fixed when the month was over.',
  },
  es: {
    title: (partner: string, month: string) => `${partner}, ${month}`,
    lead: (partner: string, chapter: string) =>
      `Lo que hicieron las personas con ${chapter} después de llegar por enlaces, carteles y mesas de ${partner}. Para ello no se entrega ningún nombre.`,
    what: 'Qué hicieron',
    first: 'Llegaron primero por ustedes',
    last: 'Llegaron por último por ustedes',
    signatures: 'Firmas de peticiones confirmadas',
    registrations: 'Inscripciones a eventos',
    letters: 'Cartas a representantes confirmadas',
    attended: 'Asistieron a eventos',
    reach: 'Hasta dónde llegó',
    views: 'Páginas mostradas (las máquinas también cuentan)',
    newPeople: 'Personas nuevas en la coalición',
    districts: 'Distritos legislativos donde viven',
    consented: 'Personas que pidieron sus correos',
    done: 'Compromisos cumplidos',
    missed: 'Compromisos no cumplidos',
    match: (fresh: string, asked: string) =>
      `De unas ${asked} personas que ustedes trajeron, unas ${fresh} no estaban en su propia lista.`,
    few: 'menos de 5',
    how: 'Cómo se cuenta',
    howText:
      'Cada acción se cuenta una vez como primer contacto de quien trajo primero a la persona y una vez como último contacto de quien la trajo al final; entre todas las organizaciones ambas sumas dan el mismo total. Solo cuenta lo que las personas confirmaron. Los números del uno al cuatro no se muestran, para que nadie pueda ser reconocido. Estos números se fijaron al terminar el mes.',
  },
  pt: {
    title: (partner: string, month: string) => `${partner}, ${month}`,
    lead: (partner: string, chapter: string) =>
      `O que as pessoas fizeram com ${chapter} depois de chegar por links, cartazes e mesas de ${partner}. Nenhum nome é entregue para isso.`,
    what: 'O que fizeram',
    first: 'Chegaram primeiro por vocês',
    last: 'Chegaram por último por vocês',
    signatures: 'Assinaturas confirmadas',
    registrations: 'Inscrições em eventos',
    letters: 'Cartas a representantes confirmadas',
    attended: 'Vieram a eventos',
    reach: 'Até onde chegou',
    views: 'Páginas mostradas (máquinas também contam)',
    newPeople: 'Pessoas novas na coalizão',
    districts: 'Distritos legislativos onde moram',
    consented: 'Pessoas que pediram seus e-mails',
    done: 'Compromissos cumpridos',
    missed: 'Compromissos não cumpridos',
    match: (fresh: string, asked: string) =>
      `De cerca de ${asked} pessoas que vocês trouxeram, cerca de ${fresh} não estavam na sua própria lista.`,
    few: 'menos de 5',
    how: 'Como se conta',
    howText:
      'Cada ação é contada uma vez como primeiro contato de quem trouxe a pessoa primeiro e uma vez como último contato de quem a trouxe por fim; entre todas as organizações as duas somas dão o mesmo total. Só conta o que as pessoas confirmaram. Números de um a quatro não são mostrados, para que ninguém possa ser reconhecido. Estes números foram fixados quando o mês terminou.',
  },
});
