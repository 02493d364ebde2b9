import '@testing-library/jest-dom/vitest';
import { cleanup, configure, prettyDOM } from '@testing-library/react';
import { afterEach } from 'vitest';

/** Each test is a first visit. */
afterEach(() => {
  cleanup();
  localStorage.clear();
  sessionStorage.clear();
});

configure({
  // A page on the real embedded environment takes its time on a busy machine; what never comes still fails.
  asyncUtilTimeout: 40_000,
  // `findBy…` throws at every look before the last: the page is printed only when somebody reads the message.
  getElementError(message, container) {
    const error = new Error(message ?? '');
    Object.defineProperty(error, 'message', {
      get: () => [message, prettyDOM(container)].filter(Boolean).join('\n\n'),
    });
    return error;
  },
});

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
