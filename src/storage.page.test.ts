import { afterEach, expect, it, vi } from 'vitest';
import { browserStorage, tabStorage } from './storage.ts';

afterEach(() => {
  vi.restoreAllMocks();
  for (const storage of [browserStorage, tabStorage]) for (const key of storage.keys()) storage.remove(key);
});

function forbid(): void {
  for (const name of ['localStorage', 'sessionStorage'] as const)
    vi.spyOn(window, name, 'get').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError');
    });
}

it('keeps texts in the browser, and in the tab', () => {
  expect(browserStorage.set('a', '1')).toBe(true);
  expect(tabStorage.setJson('b', { c: 2 })).toBe(true);
  expect(localStorage.getItem('a')).toBe('1');
  expect(sessionStorage.getItem('b')).toBe('{"c":2}');
  expect(tabStorage.getJson('b')).toEqual({ c: 2 });
  browserStorage.remove('a');
  expect(browserStorage.get('a')).toBeNull();
});

it('holds a text until the page is left where the browser forbids its storage', () => {
  forbid();
  expect(browserStorage.get('a')).toBeNull();
  expect(browserStorage.set('a', '1')).toBe(false);
  expect(browserStorage.get('a')).toBe('1');
  expect(browserStorage.keys()).toEqual(['a']);
  browserStorage.remove('a');
  expect(browserStorage.get('a')).toBeNull();
});

it('shows the new text, not the former one, where there is no room for it', () => {
  browserStorage.set('a', 'former');
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  expect(browserStorage.set('a', 'new')).toBe(false);
  expect(browserStorage.get('a')).toBe('new');
});

it('reads JSON that is broken as none', () => {
  browserStorage.set('a', '{');
  expect(browserStorage.getJson('a')).toBeUndefined();
});
