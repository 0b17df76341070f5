import { Button, Menu, Tabs } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconUpload } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { can, useSession } from '../api/session';
import { PageHeader } from '../parts/page-header';
import { DistrictsPanel } from './districts-panel';
import { HoldersPanel } from './holders-panel';
import { ImportDistrictsDrawer } from './import-districts-drawer';
import { ImportOfficialsDrawer } from './import-officials-drawer';
import { ImportZipsDrawer } from './import-zips-drawer';
import { ImportsPanel } from './imports-panel';
import { VacanciesPanel } from './vacancies-panel';
import { VIEWS, type OfficialsView } from './routes';

const LABELS: Record<OfficialsView, string> = {
  holders: 'In office',
  vacancies: 'Vacant seats',
  districts: 'Boundaries',
  imports: 'Imports',
};

/** Who decides: the holders of offices, seats without one, and the boundaries that say who represents whom. */
export function OfficialsScreen() {
  const session = useSession();
  const { view = 'holders' } = useSearch({ from: '/officials' });
  const navigate = useNavigate({ from: '/officials' });
  const [isLoadingOfficials, officials] = useDisclosure(false);
  const [isLoadingDistricts, districts] = useDisclosure(false);
  const [isLoadingZips, zips] = useDisclosure(false);
  const mayImport = can(session, 'officials.import');
  const show = (next: OfficialsView) =>
    void navigate({ search: { view: next === 'holders' ? undefined : next }, replace: true });
  const opened = () => show('imports');
  return (
    <>
      <PageHeader
        title="Officials"
        actions={
          mayImport && (
            <Menu position="bottom-end">
              <Menu.Target>
                <Button
                  leftSection={<IconUpload size={16} aria-hidden />}
                  rightSection={<IconChevronDown size={16} aria-hidden />}
                >
                  Import
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item onClick={officials.open}>Officials and committees</Menu.Item>
                <Menu.Item onClick={districts.open}>District boundaries</Menu.Item>
                <Menu.Item onClick={zips.open}>ZIP codes</Menu.Item>
              </Menu.Dropdown>
            </Menu>
          )
        }
      />
      <Tabs
        value={view}
        keepMounted={false}
        onChange={(next) => show(VIEWS.find((each) => each === next) ?? 'holders')}
      >
        <Tabs.List mb="md" aria-label="Parts of officials">
          {VIEWS.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {LABELS[each]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="holders">
          <HoldersPanel onImport={mayImport ? officials.open : undefined} />
        </Tabs.Panel>
        <Tabs.Panel value="vacancies">
          <VacanciesPanel />
        </Tabs.Panel>
        <Tabs.Panel value="districts">
          <DistrictsPanel onImport={mayImport ? districts.open : undefined} />
        </Tabs.Panel>
        <Tabs.Panel value="imports">
          <ImportsPanel />
        </Tabs.Panel>
      </Tabs>
      <ImportOfficialsDrawer isOpen={isLoadingOfficials} onClose={officials.close} onOpened={opened} />
      <ImportDistrictsDrawer isOpen={isLoadingDistricts} onClose={districts.close} onOpened={opened} />
      <ImportZipsDrawer isOpen={isLoadingZips} onClose={zips.close} onOpened={opened} />
    </>
  );
}
