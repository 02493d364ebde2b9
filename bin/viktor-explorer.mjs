#!/usr/bin/env node
/** `npx viktor-explorer`: the built server. Its settings are environment variables; see the README. */
if (process.argv.length > 2) {
  process.stdout.write(
    'Starts the explorer for VIKTOR workspaces. Settings are environment variables, such as PORT, DATA_DIR,\nDATABASE_URL, VIKTOR_ENVIRONMENT and VIKTOR_TOKEN: the README lists them.\n',
  );
} else await import('../dist/server/main.js');
