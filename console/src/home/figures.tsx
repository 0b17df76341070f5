import { SimpleGrid } from '@mantine/core';
import { type Schema } from '../api/client';
import { useOpenable } from '../frame/use-sections';
import { useFormat } from '../parts/format';
import { KpiCard } from '../parts/kpi-card';

/** Four figures, each over the list that it counts. What no role of the account shows is left out. */
export function Figures({ home }: { home: Schema<'DashboardResource'> | undefined }) {
  const { number } = useFormat();
  const openable = useOpenable();
  const isShown = (figure: object | null | undefined) => figure !== null;
  const { people, signatures, places, letters } = home ?? {};
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }}>
      {isShown(people) && (
        <KpiCard
          label="People"
          value={people?.total}
          detail={people && `${number(people.new_in_week)} new in 7 days`}
          to={openable('/people')}
        />
      )}
      {isShown(signatures) && (
        <KpiCard
          label="Confirmed signatures"
          value={signatures?.confirmed}
          goal={signatures?.goal_of_open}
          towardsGoal={signatures?.confirmed_on_open}
          detail={
            signatures &&
            (signatures.open_petitions
              ? `${number(signatures.confirmed_on_open)} of ${number(signatures.goal_of_open)} on ${counted(signatures.open_petitions, 'open petition')}`
              : 'No petition is open')
          }
          to={openable('/petitions')}
        />
      )}
      {isShown(places) && (
        <KpiCard
          label="Open event places"
          value={places?.open}
          detail={
            places &&
            (places.events
              ? `${number(places.taken)} taken at ${counted(places.events, 'event')}`
              : 'No event is coming')
          }
          to={openable('/events')}
        />
      )}
      {isShown(letters) && (
        <KpiCard
          label="Letters to officials"
          value={letters?.sent}
          detail={letters && `${number(letters.sent_in_week)} in 7 days`}
          to={openable('/letters')}
        />
      )}
    </SimpleGrid>
  );
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;
