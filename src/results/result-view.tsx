import { lazy, Component as ReactComponent, type ReactNode, Suspense, useState } from 'react';
import type { JsonValue } from '../../contract/json/value.ts';
import { LargePart, type MethodResult, partsOf } from '../api/large-result.ts';
import { BoneRows } from '../ui/bone.tsx';
import { Empty, Notice } from '../ui/notice.tsx';
import { KeyToggle, onLetter } from './key-toggle.tsx';
import { drawingOf, moduleOf, type ResultContext } from './part.ts';
import { Raw } from './raw.tsx';
import styles from './result-view.module.css';

const Large = lazy(() => import('./large-part.tsx').then(({ Large: Component }) => ({ default: Component })));

/** A result of a method, part by part; as it came with the button or the key `R`. A part that cannot be drawn says why and takes nothing else down. */
export function ResultView({ result, context }: { result: MethodResult; context: ResultContext }) {
  const [raw, setRaw] = useState(false);
  const toggle = () => setRaw((now) => !now);
  const parts = partsOf(result).filter(([, value]) => value !== null);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the button inside
    <div className={styles.result} onKeyDown={onLetter('R', toggle)}>
      <KeyToggle letter="R" pressed={raw} onToggle={toggle}>
        {raw ? 'Drawn result' : 'Raw JSON'}
      </KeyToggle>
      {raw ? <Raw value={result} name={context.label} /> : null}
      {!raw && parts.length === 0 ? <Empty>The method has ended and gives nothing to show.</Empty> : null}
      {raw
        ? null
        : parts.map(([kind, value]) => (
            <Part key={kind} {...{ kind, value, context }} titled={parts.length > 1} />
          ))}
    </div>
  );
}

interface PartOfResult {
  kind: string;
  value: JsonValue | LargePart;
  context: ResultContext;
}

function Part({ kind, value, context, titled }: PartOfResult & { titled: boolean }) {
  const known = moduleOf(kind);
  const title = known?.title ?? kind;
  return (
    <section className={styles.part} aria-label={title}>
      {titled ? <h3>{title}</h3> : null}
      {known ? (
        <PartBoundary key={kind} value={value} name={context.label}>
          <Suspense fallback={<BoneRows count={5} label={`Loading ${title.toLowerCase()}`} />}>
            <Drawn {...{ kind, value, context }} />
          </Suspense>
        </PartBoundary>
      ) : (
        <>
          <Notice tone="plain">
            {kind === ''
              ? 'The result is of no known kind. This is how it came.'
              : `There is no drawing for results of kind “${kind}”. This is how it came.`}
          </Notice>
          <Raw value={value} name={context.label} />
        </>
      )}
    </section>
  );
}

function Drawn({ kind, value, context }: PartOfResult) {
  const Drawing = drawingOf(kind);
  if (value instanceof LargePart) return <Large {...{ kind, context }} text={value.text} />;
  return Drawing ? <Drawing kind={kind} value={value} context={context} /> : null;
}

/** A result may have any shape: what cannot be drawn is shown as it came, with the reason. */
class PartBoundary extends ReactComponent<
  { value: JsonValue | LargePart; name: string; children: ReactNode },
  { problem: unknown }
> {
  override state: { problem: unknown } = { problem: null };
  static getDerivedStateFromError(problem: unknown) {
    return { problem };
  }
  override componentDidUpdate(before: { value: JsonValue | LargePart }) {
    if (before.value !== this.props.value && this.state.problem !== null) this.setState({ problem: null });
  }
  override render() {
    const { problem } = this.state;
    if (problem === null) return this.props.children;
    return (
      <>
        <Notice tone="bad" title="This part cannot be drawn">
          {problem instanceof Error ? problem.message : String(problem)}
        </Notice>
        <Raw value={this.props.value} name={this.props.name} />
      </>
    );
  }
}
