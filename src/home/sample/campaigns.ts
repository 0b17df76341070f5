import { type Localized } from '../../layout/i18n.js';
import { idOf } from './row-id.js';
import { type Batch, type CityKey, inThree, type World } from './world.js';

interface CampaignText {
  slug: string;
  owner: CityKey | 'network';
  /** Days ago. */
  opened: number;
  /** Slugs of the petitions, events and letters that are part of it. */
  actions: readonly string[];
  title: Localized;
  ask: Localized;
  background: Localized;
  goal: Localized;
}

/** One campaign of a chapter and one of the network, which chapters hang their own actions on. */
const CAMPAIGNS: readonly CampaignText[] = [
  {
    slug: 'the-way-out',
    owner: 'boston',
    opened: 60,
    actions: ['help-not-handcuffs', 'fund-the-way-out', 'speak-out-on-the-green', 'day-at-the-state-house'],
    title: inThree('The way out', 'La salida', 'A saída'),
    ask: inThree(
      'A law that does not arrest people for having been sold, and a budget that pays for what lets them leave.',
      'Una ley que no arreste a las personas por haber sido vendidas y un presupuesto que pague lo que les permite salir.',
      'Uma lei que não prenda pessoas por terem sido vendidas e um orçamento que pague o que lhes permite sair.',
    ),
    goal: inThree(
      'the law is changed and the budget has a line of its own for housing, health care and legal help',
      'la ley haya cambiado y el presupuesto tenga una partida propia para vivienda, salud y asistencia legal',
      'a lei tiver mudado e o orçamento tiver uma verba própria para moradia, saúde e assistência jurídica',
    ),
    background: inThree(
      `Survivors in our chapter chose these two demands, because one without the other leaves people where they are.

Sign, write to your own legislators, and come with us to the State House: each step makes the next one easier.`,
      `Las personas sobrevivientes de nuestro grupo eligieron estas dos demandas, porque una sin la otra deja a la gente donde está.

Firme, escriba a sus propios legisladores y venga con nosotros a la legislatura: cada paso facilita el siguiente.`,
      `As pessoas sobreviventes do nosso grupo escolheram estas duas demandas, porque uma sem a outra deixa as pessoas onde estão.

Assine, escreva aos seus próprios legisladores e venha conosco ao legislativo: cada passo facilita o seguinte.`,
    ),
  },
  {
    slug: 'help-within-reach',
    owner: 'network',
    opened: 75,
    actions: [
      'help-line-at-every-stop',
      'keep-the-night-drop-in-open',
      'clear-their-records',
      'denver-community-meeting',
    ],
    title: inThree('Help within reach', 'Ayuda al alcance', 'Ajuda ao alcance'),
    ask: inThree(
      'In every one of our cities, help that can be found at any hour, and no old record in the way of a new start.',
      'En cada una de nuestras ciudades, ayuda que se encuentre a cualquier hora, y ningún antecedente que impida empezar de nuevo.',
      'Em cada uma das nossas cidades, ajuda que se encontre a qualquer hora, e nenhum antecedente no caminho de um recomeço.',
    ),
    goal: inThree(
      'each city shows the help line where people wait, keeps one door open at night, and clears records that exploitation caused',
      'cada ciudad muestre la línea de ayuda donde la gente espera, mantenga una puerta abierta de noche y borre los antecedentes que causó la explotación',
      'cada cidade mostrar a linha de ajuda onde as pessoas esperam, mantiver uma porta aberta à noite e apagar os antecedentes que a exploração causou',
    ),
    background: inThree(
      'Each city begins where it can. What one of them has won is what the next one asks for.',
      'Cada ciudad empieza por donde puede. Lo que una ha logrado es lo que pide la siguiente.',
      'Cada cidade começa por onde pode. O que uma conquistou é o que a próxima pede.',
    ),
  },
];

/** The campaigns' rows, and how an action finds its own by its slug. */
export function campaignRows(world: World): {
  campaigns: Batch;
  campaignOf: (slug: string) => string | null;
} {
  const made = CAMPAIGNS.map((text) => ({ id: idOf(world.ago(text.opened + 3)), text }));
  return {
    campaigns: {
      table: 'campaigns',
      rows: made.map(({ id, text: { owner, opened, actions: _, ...texts } }) => ({
        id,
        owner_id: owner === 'network' ? world.networkId : world.chapters[owner],
        state: 'live',
        ...texts,
        is_practice: true,
        created_at: world.ago(opened + 3),
        updated_at: world.ago(opened),
        published_at: world.ago(opened),
      })),
    },
    campaignOf: (slug) => made.find(({ text }) => text.actions.includes(slug))?.id ?? null,
  };
}
