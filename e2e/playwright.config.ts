import { defineConfig } from '@playwright/test';
import { chromiumFlags } from '../scripts/chromium.mjs';

/** Journeys in Chromium against one built server; see support/global-setup.ts. CHROMIUM_PATH says which browser (scripts/e2e.mjs sets it). */
export default defineConfig({
  testDir: '.',
  // Minutes long: run by `E2E_SCALE=1 npm run e2e -- scale`.
  testIgnore: process.env.E2E_SCALE ? [] : ['scale/**'],
  outputDir: '../test-results/journeys',
  globalSetup: './support/global-setup.ts',
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  // For what never comes: a busy machine is slow, not wrong.
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: process.env.E2E_REPORT ?? '../test-results/journeys.json' }]],
  use: {
    browserName: 'chromium',
    launchOptions: {
      ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
      args: chromiumFlags,
    },
    locale: 'en-GB',
    timezoneId: 'Europe/Amsterdam',
    viewport: { width: 1280, height: 800 },
    actionTimeout: 10_000,
    // Without the pictures, which every passing journey would pay for as well.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: true },
    screenshot: 'only-on-failure',
  },
});
