import { beforeEach, describe, expect, it, vi } from 'vitest';

interface Press {
  key: string;
  code?: string;
  held?: ('mod' | 'alt' | 'shift')[];
}

/** Every combination that a command or a page of the documentation names, and how it is pressed. */
const PRESSES: [string, Press][] = [
  ['Mod+K', { key: 'k', held: ['mod'] }],
  ['Mod+J', { key: 'j', held: ['mod'] }],
  ['Mod+S', { key: 's', held: ['mod'] }],
  ['Mod+S', { key: 'S', held: ['mod'] }],
  ['Mod+Shift+S', { key: 'S', held: ['mod', 'shift'] }],
  ['Alt+T', { key: 't', code: 'KeyT', held: ['alt'] }],
  ['Alt+T', { key: 'T', code: 'KeyT', held: ['alt'] }],
  ['F2', { key: 'F2' }],
  ['F8', { key: 'F8' }],
  ['Shift+F8', { key: 'F8', held: ['shift'] }],
  ['Insert', { key: 'Insert' }],
  ['?', { key: '?', held: ['shift'] }],
  ['?', { key: '?' }],
  ['/', { key: '/' }],
];
const ALL = [...new Set(PRESSES.map(([keys]) => keys))];

describe.each(['Linux x86_64', 'MacIntel'])('on %s', (platform) => {
  const isMac = platform === 'MacIntel';
  let isPress: (event: KeyboardEvent, keys: string) => boolean;
  beforeEach(async () => {
    vi.resetModules();
    vi.stubGlobal('navigator', { platform });
    ({ isPress } = await import('./keys.ts'));
    vi.unstubAllGlobals();
  });

  it.each(PRESSES)('%s is pressed by %o, and nothing else is', (keys, { key, code = '', held = [] }) => {
    const event = {
      key: isMac && held.includes('alt') ? '†' : key,
      code,
      ctrlKey: !isMac && held.includes('mod'),
      metaKey: isMac && held.includes('mod'),
      altKey: held.includes('alt'),
      shiftKey: held.includes('shift'),
    } as KeyboardEvent;
    expect(ALL.filter((other) => isPress(event, other))).toEqual([keys]);
  });

  it('Option with a key that types a letter is that letter, wherever the key is', () => {
    const press = (key: string, code: string) =>
      isPress(
        { key, code, altKey: true, shiftKey: false, metaKey: false, ctrlKey: false } as KeyboardEvent,
        'Alt+T',
      );
    expect([press('t', 'KeyK'), press('y', 'KeyT')]).toEqual([true, false]);
  });
});
