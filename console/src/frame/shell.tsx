import './shell.css';
import { AppShell } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';
import { Header } from './header';
import { useLetterKeys } from './letter-keys';
import { Navigation } from './navigation';
import { NetworkNotice } from './network-notice';
import { PracticeBanner } from './practice-banner';
import { Search } from './search';
import { ShortcutHelp, ShortcutHelpProvider } from './shortcut-help';
import { useShortcutListener } from './shortcuts';

/** Header, navigation and the main landmark around one screen. */
export function Shell({ children }: { children: ReactNode }) {
  const [isNavOpen, nav] = useDisclosure(false);
  const [isHelpOpen, help] = useDisclosure(false);
  const [lettersOn] = useLetterKeys();
  useShortcutListener(lettersOn);
  const main = useFocusOnNavigation(nav.close);

  return (
    <ShortcutHelpProvider value={help.open}>
      <AppShell
        header={{ height: 56 }}
        navbar={{ width: 224, breakpoint: 'sm', collapsed: { mobile: !isNavOpen } }}
        padding={0}
      >
        <a className="skip-link" href="#main">
          Skip to the content
        </a>
        <AppShell.Header className="shell-header">
          <Header isNavOpen={isNavOpen} onToggleNav={nav.toggle} />
        </AppShell.Header>
        <AppShell.Navbar className="shell-nav" aria-label="Sections" data-is-open={isNavOpen || undefined}>
          <Navigation onLeave={nav.close} />
        </AppShell.Navbar>
        <AppShell.Main id="main" tabIndex={-1} ref={main} className="shell-main">
          <PracticeBanner />
          <NetworkNotice />
          <div className="shell-screen">{children}</div>
        </AppShell.Main>
        <Search />
        <ShortcutHelp isOpen={isHelpOpen} onClose={help.close} />
      </AppShell>
    </ShortcutHelpProvider>
  );
}

/** Moves focus to the content after a change of screen, as a page load would; filters keep theirs. */
function useFocusOnNavigation(onNavigate: () => void) {
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const before = useRef(path);
  useEffect(() => {
    if (before.current !== undefined && before.current !== path) {
      main.current?.focus({ preventScroll: true });
      onNavigate();
    }
    before.current = path;
  }, [path, onNavigate]);
  return main;
}
