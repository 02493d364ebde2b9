import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyTextRule, textRules } from './text-edits.ts';

describe('rules of texts', () => {
  it.each([
    ['Layer 1', 'Layer 2', { how: 'renumbered', by: '1' }],
    ['P-009 (old)', 'P-010 (old)', { how: 'renumbered', by: '1' }],
    ['Pile 12', 'Pile 9', { how: 'renumbered', by: '-3' }],
    ['Layer 1', 'L 1', { how: 'replaced', from: 'Layer', to: 'L', at: 'anywhere' }],
    ['Clay, soft', 'Clay, stiff', { how: 'replaced', from: 'soft', to: 'stiff', at: 'anywhere' }],
    ['Pier', 'Pier (new)', { how: 'replaced', from: '', to: ' (new)', at: 'end' }],
    ['Pier', 'Old Pier', { how: 'replaced', from: '', to: 'Old ', at: 'start' }],
    ['😀 a', '😁 a', { how: 'replaced', from: '😀', to: '😁', at: 'anywhere' }],
  ])('from %j to %j', (from, to, rule) => {
    expect(textRules(from, to)[0]).toEqual(rule);
    expect(applyTextRule(rule as never, from)).toBe(to);
  });

  it('counts no lower than zero, and nothing where there is no number', () => {
    expect(applyTextRule({ how: 'renumbered', by: '-3' }, 'Pile 2')).toBeUndefined();
    expect(applyTextRule({ how: 'renumbered', by: '1' }, 'Pile')).toBeUndefined();
    expect(
      applyTextRule({ how: 'replaced', from: 'soft', to: 'stiff', at: 'anywhere' }, 'Sand'),
    ).toBeUndefined();
  });

  it('counts up no part of a decimal, a power, a negative number or a long one, and none of several', () => {
    const pairs = [
      ['NAP -3 m', 'NAP -4 m'],
      ['0.25 m', '0.30 m'],
      ['-0.5 kN', '-0.6 kN'],
      ['1e3', '1e4'],
      ['12345678901234567890', '12345678901234567891'],
      ['P1-7', 'P1-8'],
    ] as const;
    for (const [from, to] of pairs)
      expect(textRules(from, to).filter(({ how }) => how === 'renumbered')).toEqual([]);
    expect(applyTextRule({ how: 'replaced', from: 'soft', to: 'stiff', at: 'anywhere' }, 'soft soft')).toBe(
      undefined,
    );
  });

  it('counts down to as many digits as there were, or to fewer', () => {
    const tried = textRules('P-105', 'P-104').map((rule) => applyTextRule(rule, 'P-100'));
    expect(tried.slice(0, 2)).toEqual(['P-99', 'P-099']);
    expect(textRules('P-100', 'P-099').map((rule) => applyTextRule(rule, 'P-100'))).toContain('P-099');
    // Counting up makes no number shorter.
    expect(textRules('P-104', 'P-105').filter(({ how }) => how === 'renumbered')).toHaveLength(1);
  });

  it('says nothing of what a sentence cannot show', () => {
    expect(textRules('a\r\nb', 'a\nb')).toEqual([]);
    expect(textRules('x'.repeat(30), 'y'.repeat(30))).toEqual([]);
  });

  it('leads from one text to the other, or is not to be believed', () => {
    const word = fc.constantFrom('Layer', 'L', ' ', '1', '09', '-', 'é', '😀', 'soft');
    const text = fc.array(word, { maxLength: 5 }).map((words) => words.join(''));
    let led = 0;
    fc.assert(
      fc.property(text, text, (from, to) => {
        for (const rule of textRules(from, to)) if (applyTextRule(rule, from) === to) led += 1;
        if (from === to) return;
        const own = textRules(from, to).filter(({ how }) => how === 'replaced');
        for (const rule of own)
          expect(
            /^[\udc00-\udfff]|[\ud800-\udbff]$/.test(rule.how === 'replaced' ? rule.from + rule.to : ''),
          ).toBe(false);
      }),
    );
    expect(led).toBeGreaterThan(50);
  });
});
