import { inThree } from './world.js';

export const networkMission = inThree(
  'A network of city teams that work together against commercial sexual exploitation: survivors, public agencies, health workers, businesses, congregations and neighbors at one table.',
  'Una red de equipos de ciudades que trabajan juntos contra la explotación sexual comercial: sobrevivientes, organismos públicos, personal de salud, empresas, congregaciones y vecinos en una misma mesa.',
  'Uma rede de equipes de cidades que trabalham juntas contra a exploração sexual comercial: sobreviventes, órgãos públicos, profissionais de saúde, empresas, congregações e vizinhos na mesma mesa.',
);

export const cityMission = (city: string) =>
  inThree(
    `We bring people and institutions in ${city} together so that nobody is bought or sold for sex, and so that everyone who wants to leave finds help that lasts.`,
    `Reunimos a personas e instituciones de ${city} para que nadie sea comprado ni vendido para el sexo, y para que toda persona que quiera salir encuentre una ayuda que dure.`,
    `Reunimos pessoas e instituições de ${city} para que ninguém seja comprado ou vendido para o sexo, e para que toda pessoa que queira sair encontre uma ajuda que dure.`,
  );

/** What a chapter stands for. No figure in it: what cannot be footnoted is not claimed. */
export const approach = inThree(
  `Survivors lead. What we ask for begins with people who have lived through exploitation, who are paid for their work and decide what is told about them.

We look at demand. Exploitation goes on because people pay for it. We ask lawmakers, employers and schools to say so, and to act on it.

Help before punishment. People who were exploited need housing, health care, legal help and an income, not a criminal record.

We work as neighbors. Public health, law enforcement, businesses and congregations see different parts of the same harm. Each keeps its own relationships and its own duty of confidence.`,
  `Las personas sobrevivientes dirigen. Lo que pedimos nace de quienes han vivido la explotación, que reciben un pago por su trabajo y deciden qué se cuenta de ellas.

Miramos la demanda. La explotación continúa porque hay quien paga por ella. Pedimos a legisladores, empleadores y escuelas que lo digan y que actúen.

Ayuda antes que castigo. Quienes fueron explotados necesitan vivienda, salud, asistencia legal e ingresos, no antecedentes penales.

Trabajamos como vecinos. Salud pública, policía, empresas y congregaciones ven partes distintas del mismo daño. Cada cual conserva sus propias relaciones y su deber de confidencialidad.`,
  `As pessoas sobreviventes conduzem. O que pedimos começa com quem viveu a exploração, que é pago por seu trabalho e decide o que se conta a seu respeito.

Olhamos para a demanda. A exploração continua porque há quem pague por ela. Pedimos a legisladores, empregadores e escolas que digam isso e que ajam.

Ajuda antes de punição. Quem foi explorado precisa de moradia, saúde, assistência jurídica e renda, não de antecedentes criminais.

Trabalhamos como vizinhos. Saúde pública, polícia, empresas e congregações veem partes diferentes do mesmo dano. Cada um conserva suas próprias relações e seu dever de sigilo.`,
);
