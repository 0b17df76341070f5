import { type Localized } from '../../layout/i18n.js';
import { type CityKey, inThree } from './world.js';

export interface EventText {
  city: CityKey;
  slug: string;
  kind: 'rally' | 'event' | 'training' | 'meeting' | 'lobby-day';
  mode: 'in-person' | 'virtual' | 'hybrid';
  title: Localized;
  summary: Localized;
  description: Localized;
  venue: string;
  address: string;
  isAddressPublic: boolean;
  directions: string;
  accessibility: string;
  privateDetails: string;
}

const STEP_FREE = 'Step-free entrance, seats in front, ASL interpreter, quiet room.';

export const EVENT_TEXTS = {
  'speak-out-on-the-green': {
    city: 'boston',
    slug: 'speak-out-on-the-green',
    kind: 'rally',
    mode: 'in-person',
    title: inThree('Speak-out on the green', 'Acto público en el parque', 'Ato público no parque'),
    summary: inThree(
      'Survivors speak first, then neighbors. Come for one hour or for all of it.',
      'Primero hablan las personas sobrevivientes, después los vecinos. Venga una hora o todo el tiempo.',
      'Primeiro falam as pessoas sobreviventes, depois os vizinhos. Venha por uma hora ou fique até o fim.',
    ),
    description: inThree(
      `We meet at the bandstand. There is a no-photo area, and nobody is asked who they are or why they came.

Marshals wear teal vests. Advocates are at the tent beside the stage for anyone who wants to talk.`,
      `Nos reunimos junto al quiosco. Hay una zona sin fotos, y a nadie se le pregunta quién es ni por qué vino.

El equipo de orden lleva chalecos verdes. Junto al escenario hay personas de apoyo para quien quiera hablar.`,
      `O encontro é no coreto. Há uma área sem fotos, e ninguém é perguntado quem é nem por que veio.

A equipe de apoio usa coletes verdes. Ao lado do palco há quem possa conversar.`,
    ),
    venue: 'Sample Green',
    address: '1 Sample Street, Boston, MA 02116',
    isAddressPublic: true,
    directions: 'Five minutes from the train; bicycle racks at the north gate.',
    accessibility: STEP_FREE,
    privateDetails: 'Bad weather: we move to the parish hall across the street. Marshal line: 617-555-0100.',
  },
  'first-steps-for-volunteers': {
    city: 'portland',
    slug: 'first-steps-for-volunteers',
    kind: 'training',
    mode: 'virtual',
    title: inThree(
      'First steps for volunteers',
      'Primeros pasos para voluntarios',
      'Primeiros passos para voluntários',
    ),
    summary: inThree(
      'How to listen, what to say, what never to ask. Two hours, online.',
      'Cómo escuchar, qué decir, qué no preguntar nunca. Dos horas, en línea.',
      'Como ouvir, o que dizer, o que nunca perguntar. Duas horas, on-line.',
    ),
    description: inThree(
      'Led by two members of our survivor leadership council. It comes before any shift at the drop-in.',
      'La dirigen dos integrantes de nuestro consejo de sobrevivientes. Es necesaria antes de cualquier turno en el centro.',
      'Conduzida por duas integrantes do nosso conselho de sobreviventes. Vem antes de qualquer turno no centro.',
    ),
    venue: '',
    address: '',
    isAddressPublic: true,
    directions: '',
    accessibility: 'Live captions. The recording is not kept.',
    privateDetails: 'Join at https://example.org/practice-room. Please keep the link to yourself.',
  },
  'denver-community-meeting': {
    city: 'denver',
    slug: 'denver-community-meeting',
    kind: 'meeting',
    mode: 'hybrid',
    title: inThree('Community meeting', 'Reunión de la comunidad', 'Reunião da comunidade'),
    summary: inThree(
      'Which stops still show no help line? We divide the map and go and look.',
      '¿Qué paradas aún no muestran la línea de ayuda? Repartimos el mapa y vamos a ver.',
      'Quais paradas ainda não mostram a linha de ajuda? Dividimos o mapa e vamos ver.',
    ),
    description: inThree(
      'Coffee from half past five, work from six. Children are welcome.',
      'Café desde las cinco y media, trabajo desde las seis. Los niños son bienvenidos.',
      'Café a partir das cinco e meia, trabalho a partir das seis. Crianças são bem-vindas.',
    ),
    venue: 'Sample Library, room 2',
    address: '20 Sample Avenue, Denver, CO 80205',
    isAddressPublic: true,
    directions: '',
    accessibility: 'Elevator to room 2. Spanish interpretation.',
    privateDetails: 'Side door after six. To join from home: https://example.org/practice-room.',
  },
  'day-at-the-state-house': {
    city: 'boston',
    slug: 'day-at-the-state-house',
    kind: 'lobby-day',
    mode: 'in-person',
    title: inThree('Day at the State House', 'Día en la legislatura', 'Dia no legislativo'),
    summary: inThree(
      'Meet your own representative in a team of four. We prepare you in the morning.',
      'Visite a su representante en un equipo de cuatro. Le preparamos por la mañana.',
      'Visite o seu deputado em uma equipe de quatro. Preparamos você pela manhã.',
    ),
    description: inThree(
      'Nobody is asked to tell their own story. Each team has one person who has done it before.',
      'A nadie se le pide contar su propia historia. Cada equipo tiene a alguien con experiencia.',
      'Ninguém precisa contar a própria história. Cada equipe tem alguém com experiência.',
    ),
    venue: 'Near the State House',
    address: '5 Sample Street, Boston, MA 02108',
    isAddressPublic: false,
    directions: '',
    accessibility: STEP_FREE,
    privateDetails:
      'We meet in the café of the union hall, 5 Sample Street. Bring a photo ID for the entrance.',
  },
  'evening-of-remembrance': {
    city: 'denver',
    slug: 'evening-of-remembrance',
    kind: 'event',
    mode: 'in-person',
    title: inThree('Evening of remembrance', 'Noche de recuerdo', 'Noite de memória'),
    summary: inThree(
      'Candles, music and the names that families wish to have read.',
      'Velas, música y los nombres que las familias desean que se lean.',
      'Velas, música e os nomes que as famílias desejam que sejam lidos.',
    ),
    description: inThree(
      'Held with three congregations. No speeches by officials.',
      'Con tres congregaciones. Sin discursos de autoridades.',
      'Com três congregações. Sem discursos de autoridades.',
    ),
    venue: 'Sample Park pavilion',
    address: '40 Sample Avenue, Denver, CO 80206',
    isAddressPublic: true,
    directions: '',
    accessibility: 'Paved path, chairs, ASL interpreter.',
    privateDetails: 'Please arrive ten minutes early.',
  },
} as const satisfies Record<string, EventText>;

export type EventSlug = keyof typeof EVENT_TEXTS;

export const SHIFT_NAMES = {
  setUp: inThree('Setting up and first hour', 'Montaje y primera hora', 'Montagem e primeira hora'),
  speakers: inThree('Speakers and clean-up', 'Oradores y limpieza', 'Falas e limpeza'),
  morning: inThree(
    'Preparation and morning visits',
    'Preparación y visitas de la mañana',
    'Preparação e visitas da manhã',
  ),
  afternoon: inThree('Afternoon visits', 'Visitas de la tarde', 'Visitas da tarde'),
};
