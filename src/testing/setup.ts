import { configure } from '@testing-library/react';

// A page on the real embedded environment takes its time on a busy machine; what never comes still fails.
configure({ asyncUtilTimeout: 40_000 });

// jsdom lays nothing out and knows no media queries, which Mantine and the virtual rows ask for; it scrolls nothing either.
window.matchMedia = (media) => ({
  media,
  matches: false,
  onchange: null,
  addEventListener() {},
  removeEventListener() {},
  addListener() {},
  removeListener() {},
  dispatchEvent: () => false,
});
Element.prototype.scrollIntoView = () => undefined;
globalThis.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
