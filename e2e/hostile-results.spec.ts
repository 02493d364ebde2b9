import type { Page } from '@playwright/test';
import { expect, test } from './support/journey.ts';
import { type ResultsServer, startResultsServer } from './support/results-server.ts';

/**
 * Everything that a result might try from where it is shown. What works writes to the page around it, or reaches the server under `/api/stolen-…`. An attack that is blocked throws, which is
 * swallowed so that the next one is tried.
 */
const ATTACKS = `
  const tries = {
    parent: () => { parent.document.title = 'stolen'; },
    top: () => { top.location = '/api/stolen-top/'; },
    cookie: () => { document.cookie = 'a=1'; if (document.cookie) throw 1; },
    local: () => { localStorage.setItem('stolen', '1'); },
    session: () => { sessionStorage.setItem('stolen', '1'); },
    fetch: () => fetch('/api/stolen-fetch/').catch(() => {}),
    post: () => fetch('/api/stolen-post/', { method: 'POST', body: '{}' }).catch(() => {}),
    beacon: () => navigator.sendBeacon('/api/stolen-beacon/', 'x'),
    xhr: () => { const x = new XMLHttpRequest(); x.open('GET', '/api/stolen-xhr/'); x.send(); },
    socket: () => new WebSocket('ws://' + location.host + '/api/stolen-socket/'),
    image: () => { new Image().src = '/api/stolen-image/'; },
    script: () => { const s = document.createElement('script'); s.src = '/api/stolen-script/'; document.body.append(s); },
    frame: () => { const f = document.createElement('iframe'); f.src = '/workspaces'; document.body.append(f); },
    popup: () => { open('/api/stolen-popup/'); },
    form: () => { const f = document.createElement('form'); f.method = 'post'; f.action = '/api/stolen-form/'; document.body.append(f); f.submit(); },
    worker: () => navigator.serviceWorker.register('/api/stolen-worker/'),
    message: () => parent.postMessage({ type: 'stolen' }, '*'),
  };
  for (const attack of Object.values(tries)) try { Promise.resolve(attack()).catch(() => {}); } catch {}
  document.body.dataset.ran = 'yes';
`;
const PAGE = `<!doctype html><base href="/api/stolen-base/"><body><h1>Ran</h1><link rel="stylesheet" href="/api/stolen-style/">
  <img src="/api/stolen-img/"><object data="/api/stolen-object/"></object><script>${ATTACKS}</script>
  <meta http-equiv="refresh" content="1;url=/api/stolen-refresh/"></body>`;
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="60" height="40" onload="parent.document.title='stolen'">
  <script>parent.document.title='stolen'; fetch('/api/stolen-svg/')</script><image xlink:href="/api/stolen-svg-image/" width="9" height="9"/>
  <foreignObject width="9" height="9"><iframe xmlns="http://www.w3.org/1999/xhtml" src="/api/stolen-foreign/"/></foreignObject><rect width="60" height="40"/></svg>`;
const MARKUP = `<img src=/api/stolen-markup/ onerror="document.title='stolen'"><script>document.title='stolen'</script>`;
const LINK = 'javascript:document.title="stolen"';
const proto = '{"__proto__":{"stolen":"yes"},"constructor":{"prototype":{"stolen":"yes"}}}';

const results: Record<string, unknown> = {
  web_html: { web: { html: PAGE } },
  web_link: { web: { url: '/api/downloads/page/' } },
  web_script: { web: { url: LINK } },
  image_svg: { image: SVG },
  image_link: { image: { url: '/api/downloads/drawing/' } },
  download_script: { download: { url: LINK } },
  pdf_page: { pdf: { url: '/api/downloads/page/' } },
  data: {
    data: [
      {
        key: '__proto__',
        label: MARKUP,
        value: MARKUP,
        display_value: MARKUP,
        status: '__proto__',
        status_message: MARKUP,
      },
    ],
  },
  table: {
    table: {
      column_headers: [{ title: MARKUP }],
      data: [[{ value: MARKUP, background_color: 'url(/api/stolen-color/)' }]],
    },
  },
  plotly: {
    plotly: {
      figure: `{"data":[{"type":"bar","y":[1],"name":${JSON.stringify(MARKUP)},"x":${proto}},${proto}],"layout":{"title":{"text":"<a href='${LINK.replaceAll('"', '\\"')}'>x</a>${MARKUP.replaceAll('"', '\\"')}"},"images":[{"source":"/api/stolen-plot/","x":0,"y":1,"sizex":1,"sizey":1}],"xaxis":${proto}}}`,
    },
  },
  geojson: {
    geojson: {
      geojson: {
        type: 'FeatureCollection',
        features: [
          {
            type: 'Feature',
            geometry: { type: 'Point', coordinates: [5, 52] },
            properties: {
              title: MARKUP,
              description: MARKUP,
              'marker-color': 'url(/api/stolen-marker/)',
              entity_links: [{ label: MARKUP, entity_id: LINK }],
            },
          },
        ],
      },
      legend: [['url(/api/stolen-legend/)', MARKUP]],
    },
  },
  geometry: {
    geometry: {
      geometry: '/api/downloads/model/',
      geometry_type: 'gltf',
      labels: [{ x: 0, y: 0, z: 0, html: MARKUP }],
    },
  },
  set_params: { set_params: JSON.parse(`{"a":${JSON.stringify(MARKUP)}}`) },
  optimization: {
    optimization: { results: [{ params: {}, analysis_result: { [MARKUP]: MARKUP } }], image: SVG },
  },
  [MARKUP]: { [MARKUP]: MARKUP },
};
const links = {
  page: PAGE,
  drawing: SVG,
  model: JSON.stringify({
    asset: { version: '2.0' },
    buffers: [{ byteLength: 4, uri: '/api/stolen-buffer/' }],
  }),
};

const REFRESH = '/api/stolen-refresh/';

const wave = Array.from({ length: 12 }, (_, row) =>
  Array.from({ length: 16 }, (__, at) => Math.sin(row + at)),
);
/** What an app draws, harmless. */
const plots = {
  plane: {
    plotly: {
      figure: {
        data: [
          { type: 'heatmap', z: wave },
          { type: 'contour', z: wave, xaxis: 'x2' },
          { type: 'box', y: wave[0], xaxis: 'x3', name: 'Box' },
        ],
        layout: { title: 'Waves', grid: { rows: 1, columns: 3 }, xaxis2: {}, xaxis3: {} },
      },
    },
  },
  space: { plotly: { figure: { data: [{ type: 'surface', z: wave }, { type: 'sankey' }], layout: {} } } },
};

/** Larger than what is read on the page's thread. */
const large = {
  large_table: {
    table: {
      column_headers: [{ title: 'Pile' }, { title: 'Load', data_type: 'number' }],
      data: Array.from({ length: 20_000 }, (_, at) => [`pile ${at}`, { value: (at * 7919) % 20_000 }]),
    },
  },
  large_map: {
    geojson: {
      type: 'FeatureCollection',
      features: Array.from({ length: 3000 }, (_, at) => ({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [5 + (at % 60) / 1000, 52 + Math.floor(at / 60) / 1000] },
        properties: { title: `Point ${at}`, description: `Bored at ${at}`, depth: at / 8 },
      })),
    },
  },
};

let server: ResultsServer;
test.beforeAll(async () => {
  server = await startResultsServer(process.env.E2E_URL ?? '', {
    results: { ...results, ...plots, ...large },
    links,
  });
});
test.afterAll(() => server.close());

/** Nothing of what was tried had an effect on the page, its storage or the server. */
async function expectUnharmed(page: Page): Promise<void> {
  expect(await page.title()).toContain('Jobs');
  const kept = await page.evaluate(() => [
    localStorage.getItem('stolen'),
    sessionStorage.getItem('stolen'),
    document.cookie,
    ({} as { stolen?: string }).stolen ?? null,
    document.querySelectorAll('main script, main img[onerror]').length,
    [...document.querySelectorAll('main a')].filter((link) =>
      [...link.attributes].some(({ value }) => /^\s*javascript:/i.test(value)),
    ).length,
  ]);
  expect(kept).toEqual([null, null, '', null, 0, 0]);
  expect(page.context().pages()).toHaveLength(1);
  expect(new URL(page.url()).pathname).toContain('/jobs');
  // A frame may leave for another page by itself; the server takes that for what it is, and refuses.
  expect(server.requests.filter((line) => line.includes('stolen') && !line.endsWith(REFRESH))).toEqual([]);
  expect(server.answers.filter((line) => line.endsWith(REFRESH) && !/^40[13] GET/.test(line))).toEqual([]);
}

for (const method of Object.keys(results)) {
  test(`a hostile result harms nothing: ${method.replace(/[^\w]/g, '').slice(0, 24)}`, async ({
    page,
    tolerate,
  }) => {
    // What is tried is blocked, and the browser says so in its console.
    tolerate('');
    await page.goto(`${server.url}/workspaces/11/entities/20019/jobs?method=${encodeURIComponent(method)}`);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(page.getByRole('main').getByText('Done').first()).toBeVisible();
    if (method.startsWith('web_') && method !== 'web_script')
      await expect(page.frameLocator('iframe').locator('body')).toHaveAttribute('data-ran', 'yes');
    // What a page of its own tries comes late: it asks to be read again after a second.
    await page.waitForTimeout(method.startsWith('web_') ? 1500 : 300);
    await expectUnharmed(page);
  });
}

test('plots in the plane and in space are drawn within the policy of the page, and have their values', async ({
  page,
}) => {
  const open = async (method: string) => {
    await page.goto(`${server.url}/workspaces/11/entities/20019/jobs?method=${method}`);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
  };
  await open('plane');
  const plot = page.getByRole('img', { name: /Waves/ });
  const image = plot.locator('.hm image').first();
  await expect(image).toBeAttached({ timeout: 30_000 }); // the library comes first
  await expect(image).toHaveCSS('image-rendering', 'pixelated');
  await expect(plot.getByText('Waves')).toBeVisible();
  await expect(plot.locator('.contour')).toBeVisible();
  await page.getByRole('button', { name: 'Values' }).press('v');
  await expect(page.getByRole('table', { name: /Trace 1 · heatmap/ })).toBeVisible();
  await open('space');
  await expect(page.getByText('Not drawn here: traces of type sankey.')).toBeVisible();
  await expect(page.locator('.js-plotly-plot canvas, .js-plotly-plot .no-webgl').first()).toBeVisible();
});

test('a large table is read, sorted and filtered in a worker, and its JSON is one key away', async ({
  page,
}) => {
  await page.goto(`${server.url}/workspaces/11/entities/20019/jobs?method=large_table`);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const table = page.getByRole('table', { name: 'Table of large_table' });
  await expect(table.getByRole('row', { name: 'pile 0 0', exact: true })).toBeVisible();
  await table.getByRole('button', { name: 'Load' }).click();
  await table.getByRole('button', { name: 'Load' }).click();
  await expect(table.getByRole('row').nth(1)).toContainText('19999');
  await page.getByRole('textbox', { name: 'Filter rows' }).fill('pile 1999');
  await expect(page.getByText('24 of 20,000 rows')).toBeVisible();
  await table.getByRole('button', { name: 'Load' }).press('r');
  const text = page.getByRole('region', { name: 'JSON of large_table' });
  await expect(text).toContainText('"column_headers": [');
  await text.press('End');
  await expect(text).toContainText('"pile 19999"');
});

test('a map is moved, and its features are chosen by pointer and by keyboard', async ({ page }) => {
  await page.goto(`${server.url}/workspaces/11/entities/20019/jobs?method=large_map`);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const map = page.getByRole('img', { name: /^Map of/ });
  await expect(map).toBeVisible();
  await page.getByText('3,000 features by name').click();
  await page.getByRole('textbox', { name: 'Filter features' }).fill('Point 29');
  await page.getByRole('listbox', { name: 'Features' }).press('End');
  const chosen = page.getByRole('region', { name: 'Feature Point 2999' });
  await expect(chosen).toContainText('Bored at 2999');
  await expect(chosen).toContainText('374.875');
  // Chosen in the list it is in the middle once the map is nearer, and a click on it lets it go.
  for (let times = 0; times < 4; times++) await map.press('+');
  await page.getByRole('listbox', { name: 'Features' }).press('Home');
  await page.getByRole('listbox', { name: 'Features' }).press('End');
  await map.click();
  await expect(chosen).toBeHidden();
});

test('the frame of web content runs nothing that another window sends', async ({ page, tolerate }) => {
  tolerate('');
  await page.goto(`${server.url}/frame/web`);
  await page
    .evaluate(() => window.postMessage('<script>document.title = "stolen"</script>', '*'))
    .catch(() => {});
  await page.waitForTimeout(300);
  expect(await page.title()).toBe('Result');
});
