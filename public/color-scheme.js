// Runs before the first paint, so that a dark page never flashes white.
try {
  const kept = localStorage.getItem('mantine-color-scheme-value');
  const dark = kept === 'dark' || (kept !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
} catch {
  document.documentElement.setAttribute('data-mantine-color-scheme', 'light');
}
// Where one signs in there is no bar: none is drawn ahead either.
document.documentElement.toggleAttribute('data-bare', location.pathname === '/connect');
// A page that was kept from before an update names scripts that are gone: nothing else is there to say so.
addEventListener(
  'error',
  ({ target }) => {
    const root = document.getElementById('root');
    if (!(target instanceof HTMLScriptElement) || root?.querySelector('.vx-coming') == null) return;
    const said = document.createElement('p');
    said.setAttribute('role', 'alert');
    said.textContent =
      'The explorer could not be loaded. A newer version of it may be there, or its server does not answer: reload the page. ';
    const again = document.createElement('button');
    again.textContent = 'Reload';
    again.addEventListener('click', () => location.reload());
    root.replaceChildren(said, again);
  },
  true,
);
