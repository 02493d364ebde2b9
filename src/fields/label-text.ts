/** A stretch of a label: on the line, lowered or raised. */
export interface LabelPart {
  text: string;
  at: 'line' | 'sub' | 'sup';
}

const GREEK: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi φ chi χ psi ψ omega ω ' +
    'Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω cdot · times × circ ° le ≤ leq ≤ ge ≥ geq ≥ pm ± infty ∞ degree ° permil ‰'
  )
    .match(/\S+ \S+/g)
    ?.map((pair) => pair.split(' ') as [string, string]) ?? [],
);

/** A key as a label: one that shows nothing is told. */
export function keyLabel(key: string): string {
  if (key === '') return '(empty key)';
  return /^[\s\p{C}]+$/u.test(key) ? '(blank key)' : key;
}

/** A label as apps write it, with `$maths$` and marks of markdown, in parts that can be shown without a maths library. */
export function labelParts(label: string): LabelPart[] {
  const parts: LabelPart[] = [];
  for (const [index, piece] of label.split(/(?<!\\)\$/).entries()) {
    // An odd number of signs is no maths: the last one is a dollar.
    const maths = index % 2 === 1 && index < label.split(/(?<!\\)\$/).length - 1;
    if (maths) parts.push(...mathsParts(piece));
    else {
      const dollar = index % 2 === 1 ? '$' : '';
      parts.push({ text: dollar + piece.replace(/\*\*|`/g, '').replaceAll('\\$', '$'), at: 'line' });
    }
  }
  return joined(parts);
}

function mathsParts(maths: string): LabelPart[] {
  const plain = maths
    .replace(/\\(?:textrm|text|mathrm|mathbf|mathit|textbf|textit)\s*\{([^{}]*)\}/g, '$1')
    .replace(/\\([A-Za-z]+)\s?/g, (whole, name: string) => GREEK[name] ?? (name.length > 1 ? name : whole))
    .replace(/\\[,;!: ]/g, ' ');
  const parts: LabelPart[] = [];
  for (const [, mark, braced, single, rest] of plain.matchAll(/([_^])(?:\{([^{}]*)\}|(.))|([^_^]+)/g)) {
    if (rest !== undefined) parts.push({ text: rest.replace(/[{}]/g, ''), at: 'line' });
    else parts.push({ text: braced ?? single ?? '', at: mark === '_' ? 'sub' : 'sup' });
  }
  return parts;
}

function joined(parts: readonly LabelPart[]): LabelPart[] {
  const made: LabelPart[] = [];
  for (const part of parts) {
    const last = made.at(-1);
    if (part.text === '') continue;
    if (last?.at === part.at) made[made.length - 1] = { ...last, text: last.text + part.text };
    else made.push(part);
  }
  return made;
}

const RAISED: Readonly<Record<string, string>> = {
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '-': '⁻',
};

/** A label as one plain text: `$\textrm{km}^2$` is `km²`, `$γ_{pip}$` is `γpip`. */
export function plainText(label: string): string {
  if (!/[$*`]/.test(label)) return label;
  return labelParts(label)
    .map(({ text, at }) => (at === 'sup' ? [...text].map((sign) => RAISED[sign] ?? sign).join('') : text))
    .join('');
}
