import {
  ActionIcon,
  Badge,
  Card,
  createTheme,
  Drawer,
  Menu,
  Modal,
  NavLink,
  Notification,
  Tooltip,
  type CSSVariablesResolver,
  type MantineColorsTuple,
} from '@mantine/core';

/** A quiet teal. Shade 8 carries white text at 5.9:1 and stands on white as text. */
const brand: MantineColorsTuple = [
  '#eef6f6',
  '#dceaea',
  '#b4d5d5',
  '#89bfc0',
  '#66adae',
  '#4fa1a3',
  '#409b9d',
  '#2f8688',
  '#1b6f71',
  '#005c5e',
];

/** Greys with a drop of the brand's hue; 7 is the page in the dark scheme, 8 what lies under it. */
const dark: MantineColorsTuple = [
  '#d5dadb',
  '#b3babc',
  '#98a1a3',
  '#667073',
  '#3d4548',
  '#31383b',
  '#272d30',
  '#1d2224',
  '#161a1c',
  '#101314',
];

// Both draw their head as <header>, which inside a dialog would count as a second banner of the page.
const dialogProps = {
  closeButtonProps: { 'aria-label': 'Close' },
  attributes: { header: { role: 'none' } },
  styles: { title: { fontSize: '1.125rem', fontWeight: 650 } },
};

export const theme = createTheme({
  primaryColor: 'brand',
  // Mantine's own dark default, 6, puts white on a colour of only 3.3:1.
  primaryShade: 8,
  colors: { brand, dark },
  autoContrast: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
  black: '#16211f',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  headings: { fontWeight: '650', sizes: { h1: { fontSize: '1.5rem' }, h2: { fontSize: '1.125rem' } } },
  components: {
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 'lg' } }),
    Badge: Badge.extend({ defaultProps: { tt: 'none', variant: 'light', fw: 600 } }),
    Card: Card.extend({ defaultProps: { withBorder: true, padding: 'md' } }),
    Drawer: Drawer.extend({ defaultProps: { position: 'right', ...dialogProps } }),
    Menu: Menu.extend({ defaultProps: { shadow: 'md', withInitialFocusPlaceholder: false } }),
    Modal: Modal.extend({ defaultProps: { centered: true, ...dialogProps } }),
    NavLink: NavLink.extend({ defaultProps: { variant: 'light' } }),
    Notification: Notification.extend({
      defaultProps: { closeButtonProps: { 'aria-label': 'Dismiss' } },
      styles: { description: { color: 'var(--mantine-color-text)' } },
    }),
    Tooltip: Tooltip.extend({ defaultProps: { withArrow: true, openDelay: 300 } }),
  },
});

/**
 * Contrast where Mantine's defaults stay under WCAG AA: dimmed text (3.3:1), placeholders, error text,
 * light badges and the subtle grey of icon buttons.
 */
export const cssVariables: CSSVariablesResolver = ({ colors }) => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#55605f',
    '--mantine-color-placeholder': '#6b7280',
    '--mantine-color-error': colors.red[9],
    '--mantine-color-gray-text': colors.gray[7],
    '--mantine-color-gray-light-color': colors.gray[8],
    '--mantine-color-orange-light-color': '#9a3412',
    '--mantine-color-yellow-light-color': '#7a4b00',
    '--mantine-color-green-light-color': '#1d6330',
    '--mantine-color-blue-light-color': '#124f8c',
    '--mantine-color-red-light-color': '#a51d1d',
    '--mantine-color-default-border': '#d4dbda',
    '--app-canvas': '#f5f8f7',
    '--app-surface': '#ffffff',
    '--app-line': '#dfe6e5',
    '--app-selected': brand[0],
  },
  dark: {
    '--mantine-color-dimmed': dark[1],
    '--mantine-color-placeholder': dark[2],
    '--mantine-color-error': colors.red[4],
    '--mantine-color-gray-text': dark[0],
    '--mantine-color-gray-light': dark[4],
    '--mantine-color-gray-light-color': dark[0],
    '--mantine-color-anchor': brand[3],
    '--mantine-color-default-border': dark[4],
    '--app-canvas': dark[8],
    '--app-surface': dark[7],
    '--app-line': dark[5],
    '--app-selected': '#1b2c2d',
  },
});
