import { act, render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { SeveralGrid } from './several-grid.tsx';

test('on paper a wide table is told in parts of four columns, each beside its paths', () => {
  const named = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, index) => ({ key: String(index), name: `${prefix} ${index}` }));
  const cell = (line: number, head: number) => <td key={head}>{`${line}/${head}`}</td>;
  render(<SeveralGrid corner="Path" heads={named('Revision', 12)} lines={named('place', 2)} cell={cell} />);
  expect(screen.getAllByRole('table')).toHaveLength(1);
  act(() => void window.dispatchEvent(new Event('beforeprint')));
  const parts = screen.getAllByRole('table');
  expect(parts.map((part) => part.querySelectorAll('thead th').length)).toEqual([5, 5, 5]);
  expect(parts[2]).toHaveTextContent(
    'PathRevision 8Revision 9Revision 10Revision 11place 00/80/90/100/11place 11/81/91/101/11',
  );
  act(() => void window.dispatchEvent(new Event('afterprint')));
  expect(screen.getAllByRole('table')).toHaveLength(1);
});
