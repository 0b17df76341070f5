import { type Localized } from '../../layout/i18n.js';
import { type CityKey, inThree } from './world.js';

export interface PetitionText {
  city: CityKey;
  slug: string;
  title: Localized;
  addressedTo: Localized;
  ask: Localized;
  background: Localized;
  thanks: Localized;
}

/** What the sample's petitions ask. Positions that groups in this field hold, without a figure or a claim of fact. */
export const PETITION_TEXTS: readonly PetitionText[] = [
  {
    city: 'boston',
    slug: 'help-not-handcuffs',
    title: inThree(
      'Help, not handcuffs, for people who were exploited',
      'Ayuda, no esposas, para quienes fueron explotados',
      'Ajuda, não algemas, para quem foi explorado',
    ),
    addressedTo: inThree(
      'the members of our state legislature',
      'los miembros de la legislatura estatal',
      'os membros do legislativo estadual',
    ),
    ask: inThree(
      'We ask you to stop arresting people for being sold for sex, to keep holding those who buy and those who profit to account, and to pay for the housing, health care and legal help that let people leave.',
      'Le pedimos que deje de arrestar a las personas por haber sido vendidas para el sexo, que siga exigiendo cuentas a quienes compran y a quienes se lucran, y que financie la vivienda, la salud y la asistencia legal que permiten salir.',
      'Pedimos que parem de prender pessoas por terem sido vendidas para o sexo, que continuem a responsabilizar quem compra e quem lucra, e que financiem a moradia, a saúde e a assistência jurídica que permitem sair.',
    ),
    background: inThree(
      'A criminal record closes the doors that matter most: a lease, a job, a license, custody of one’s children. Survivors in our chapter asked that the law treat people who were exploited as people to be helped, and keep its weight for those who pay and those who profit.',
      'Los antecedentes penales cierran las puertas que más importan: un alquiler, un empleo, una licencia, la custodia de los hijos. Las personas sobrevivientes de nuestro grupo piden que la ley trate a quienes fueron explotados como personas que necesitan ayuda, y guarde su peso para quienes pagan y quienes se lucran.',
      'Os antecedentes criminais fecham as portas que mais importam: um aluguel, um emprego, uma licença, a guarda dos filhos. As pessoas sobreviventes do nosso grupo pedem que a lei trate quem foi explorado como quem precisa de ajuda, e guarde o seu peso para quem paga e quem lucra.',
    ),
    thanks: inThree(
      'Next: write to your own representative and senator. A letter from a constituent is read.',
      'Ahora: escriba a su propio representante y senador. La carta de un elector se lee.',
      'Agora: escreva ao seu próprio deputado e senador. A carta de um eleitor é lida.',
    ),
  },
  {
    city: 'denver',
    slug: 'help-line-at-every-stop',
    title: inThree(
      'Show where to find help at every bus and train stop',
      'Que cada parada muestre dónde encontrar ayuda',
      'Que cada parada mostre onde encontrar ajuda',
    ),
    addressedTo: inThree(
      'the board of our transit agency',
      'la junta de nuestra agencia de transporte',
      'a diretoria da nossa agência de transporte',
    ),
    ask: inThree(
      'We ask you to show the National Human Trafficking Hotline (1-888-373-7888) in English and Spanish at every stop and on every vehicle, and to pay survivors to help write what it says.',
      'Le pedimos que muestre la Línea Nacional contra la Trata de Personas (1-888-373-7888), en inglés y en español, en cada parada y en cada vehículo, y que pague a personas sobrevivientes para ayudar a redactar el mensaje.',
      'Pedimos que mostrem a Linha Nacional contra o Tráfico de Pessoas (1-888-373-7888), em inglês e espanhol, em cada parada e em cada veículo, e que paguem pessoas sobreviventes para ajudar a escrever a mensagem.',
    ),
    background: inThree(
      'Buses and trains are used by people who may have no phone of their own and no other chance to see a number. A small, plain notice where people wait is a door that is always there.',
      'Los autobuses y trenes los usan personas que quizá no tienen teléfono propio ni otra ocasión de ver un número. Un aviso pequeño y claro donde la gente espera es una puerta siempre abierta.',
      'Ônibus e trens são usados por pessoas que talvez não tenham telefone próprio nem outra ocasião de ver um número. Um aviso pequeno e claro onde se espera é uma porta sempre aberta.',
    ),
    thanks: inThree(
      'Next: come to our community meeting and help us count the stops that have no notice yet.',
      'Ahora: venga a nuestra reunión y ayúdenos a contar las paradas que aún no tienen aviso.',
      'Agora: venha à nossa reunião e ajude a contar as paradas que ainda não têm aviso.',
    ),
  },
  {
    city: 'portland',
    slug: 'keep-the-night-drop-in-open',
    title: inThree(
      'Keep a drop-in center open at night',
      'Mantener abierto un centro de acogida por la noche',
      'Manter aberto um centro de acolhida à noite',
    ),
    addressedTo: inThree(
      'the members of our city council',
      'los miembros del concejo municipal',
      'os membros da câmara municipal',
    ),
    ask: inThree(
      'We ask you to fund one drop-in center that is open all night, with a nurse, a warm meal and an advocate who has been there, and where nobody is asked for papers.',
      'Le pedimos que financie un centro de acogida abierto toda la noche, con una enfermera, comida caliente y una persona de apoyo que haya vivido lo mismo, y donde no se pidan papeles.',
      'Pedimos que financiem um centro de acolhida aberto a noite toda, com enfermagem, refeição quente e uma pessoa de apoio que viveu o mesmo, e onde não se peçam documentos.',
    ),
    background: inThree(
      'Most offices that help close at five. The hours when people most need a safe place are the hours when none is open. Our partners have a building and volunteers; what is missing is a budget line.',
      'La mayoría de las oficinas que ayudan cierran a las cinco. Las horas en que más se necesita un lugar seguro son las horas en que no hay ninguno abierto. Nuestros aliados tienen un edificio y voluntarios; falta una partida en el presupuesto.',
      'A maioria dos serviços que ajudam fecha às cinco. As horas em que mais se precisa de um lugar seguro são as horas em que nenhum está aberto. Nossos parceiros têm um prédio e voluntários; falta uma linha no orçamento.',
    ),
    thanks: inThree(
      'Thank you. We will tell you what the council answers.',
      'Gracias. Le contaremos qué responde el concejo.',
      'Obrigado. Contaremos o que a câmara responder.',
    ),
  },
];

/** What some signers wrote. */
export const COMMENTS: readonly { language: 'en' | 'es' | 'pt'; text: string }[] = [
  { language: 'en', text: 'I am a school nurse. A place to send people would change my work.' },
  { language: 'en', text: 'My congregation has talked about this for years. It is time.' },
  { language: 'en', text: 'Nobody should carry a record for what was done to them.' },
  { language: 'en', text: 'As a bus driver I see who rides at night. Please do this.' },
  { language: 'en', text: 'Thank you for letting survivors speak first.' },
  { language: 'es', text: 'Mi hermana encontró ayuda por un número así. Que esté en todas partes.' },
  { language: 'es', text: 'Gracias por escribir también en español.' },
  { language: 'pt', text: 'Assino em nome das mulheres que atendo na clínica.' },
];
