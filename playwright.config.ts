import { defineConfig } from '@playwright/test';

/** Whole stories in a real browser, against the whole product as `npm start` runs it. */
export default defineConfig({
  testDir: 'test/journeys',
  testMatch: '**/*.spec.ts',
  timeout: 600_000, // bounded, and generously: axe looks at every page twice
  expect: { timeout: 30_000 },
  // The product is one per worker process; two cores carry one product and one browser.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  outputDir: 'test-results',
  reporter: 'list',
  use: {
    browserName: 'chromium',
    headless: true,
    trace: 'retain-on-failure',
    actionTimeout: 30_000, // a button that never comes fails where it is missed
    launchOptions: {
      executablePath: process.env['CHROMIUM_PATH'] || undefined,
      args: [
        '--no-sandbox', // CI runs as root
        '--disable-gpu',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
});
