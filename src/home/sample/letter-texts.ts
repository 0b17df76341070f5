import { inThree } from './world.js';

/** What the sample's letters say. The salutation and the supporter's name are added for each official. */
export const LETTER_TEXTS = [
  {
    city: 'boston',
    slug: 'fund-the-way-out',
    title: inThree(
      'Ask your legislators to fund the way out',
      'Pida a sus legisladores que financien la salida',
      'Peça aos seus legisladores que financiem a saída',
    ),
    introduction: inThree(
      'Housing, health care and legal help are what people say they need to leave for good. The budget decides whether they exist. Tell your own representative and senator what you expect of them.',
      'Vivienda, salud y asistencia legal es lo que las personas dicen necesitar para salir de verdad. El presupuesto decide si existen. Diga a su representante y a su senador qué espera de ellos.',
      'Moradia, saúde e assistência jurídica são o que as pessoas dizem precisar para sair de vez. O orçamento decide se isso existe. Diga ao seu deputado e ao seu senador o que espera deles.',
    ),
    subject: inThree(
      'Please fund the way out for survivors',
      'Por favor, financie la salida de las personas sobrevivientes',
      'Por favor, financie a saída das pessoas sobreviventes',
    ),
    body: inThree(
      `I live in {{district}} and write to ask for your support in this year’s budget.

People who were exploited tell us what they need to leave for good: a safe place to live, a doctor, a lawyer and some months without rent to worry about. Please support a budget line for these services, and ask that survivors have a part in deciding how it is spent.

I would be glad to know where you stand.

{{constituent.name}}`,
      `Vivo en {{district}} y le escribo para pedir su apoyo en el presupuesto de este año.

Las personas que fueron explotadas nos dicen qué necesitan para salir de verdad: un lugar seguro donde vivir, un médico, un abogado y unos meses sin la preocupación del alquiler. Por favor, apoye una partida para estos servicios y pida que las personas sobrevivientes participen en decidir cómo se gasta.

Me alegraría conocer su posición.

{{constituent.name}}`,
      `Moro em {{district}} e escrevo para pedir o seu apoio no orçamento deste ano.

As pessoas que foram exploradas nos dizem do que precisam para sair de vez: um lugar seguro para morar, um médico, um advogado e alguns meses sem a preocupação do aluguel. Por favor, apoie uma verba para esses serviços e peça que as pessoas sobreviventes participem da decisão de como gastá-la.

Gostaria de saber a sua posição.

{{constituent.name}}`,
    ),
    letters: { confirmed: 40, pending: 5, withdrawn: 1 },
    opened: 48,
  },
  {
    city: 'denver',
    slug: 'clear-their-records',
    title: inThree(
      'Clear the records of people who were forced',
      'Borrar los antecedentes de quienes fueron forzados',
      'Limpar os registros de quem foi forçado',
    ),
    introduction: inThree(
      'A conviction for something a person was made to do follows them into every job interview. Ask your own legislators to let a judge set it aside.',
      'Una condena por algo que a una persona la obligaron a hacer la sigue a cada entrevista de trabajo. Pida a sus legisladores que un juez pueda anularla.',
      'Uma condenação por algo que uma pessoa foi obrigada a fazer a acompanha em cada entrevista de emprego. Peça aos seus legisladores que um juiz possa anulá-la.',
    ),
    subject: inThree(
      'Let judges clear the records of trafficking victims',
      'Que los jueces puedan borrar los antecedentes de las víctimas de trata',
      'Que os juízes possam limpar os registros das vítimas de tráfico',
    ),
    body: inThree(
      `I am writing as a constituent from {{district}}.

Please support a simple way for people who were trafficked to ask a judge to vacate and seal convictions for what they were forced to do, without a fee and without having to name their trafficker.

Thank you for reading this.

{{constituent.name}}`,
      `Le escribo como elector de {{district}}.

Por favor, apoye una vía sencilla para que las víctimas de trata pidan a un juez anular y sellar las condenas por lo que fueron obligadas a hacer, sin costo y sin tener que nombrar a su tratante.

Gracias por leer esto.

{{constituent.name}}`,
      `Escrevo como eleitor de {{district}}.

Por favor, apoie um caminho simples para que vítimas de tráfico peçam a um juiz que anule e sele condenações pelo que foram forçadas a fazer, sem custo e sem ter de nomear o traficante.

Obrigado por ler esta carta.

{{constituent.name}}`,
    ),
    letters: { confirmed: 20, pending: 2, withdrawn: 0 },
    opened: 30,
  },
] as const;

export const STORIES = [
  'I work in an emergency room and I have met people who had nowhere to go after midnight.',
  'My sister needed two years to find a landlord who would take her. She is well now.',
  'I teach ninth grade. My students ask better questions about this than most adults.',
  'Nuestra parroquia abre su cocina los jueves. Vemos quién falta.',
];
