import styles from './editor.module.css';

export type ParamsView = 'form' | 'json';

/** The view of params that an address asks for. */
export function viewOf(search: URLSearchParams): ParamsView {
  return search.get('view') === 'json' ? 'json' : 'form';
}

export function withView(search: URLSearchParams, view: ParamsView): URLSearchParams {
  const next = new URLSearchParams(search);
  if (view === 'json') next.set('view', 'json');
  else next.delete('view');
  return next;
}

/** The two views of params as tabs; each names the panel `${formId}panel`. */
export function ViewTabs({
  formId,
  tab,
  onChoose,
}: {
  formId: string;
  tab: ParamsView;
  onChoose: (view: ParamsView) => void;
}) {
  return (
    <div role="tablist" className={styles.tablist}>
      {(['form', 'json'] as const).map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={`${formId}tab-${name}`}
          aria-selected={tab === name}
          aria-controls={`${formId}panel`}
          tabIndex={tab === name ? 0 : -1}
          className={styles.tab}
          onClick={() => onChoose(name)}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
            const other = name === 'form' ? 'json' : 'form';
            onChoose(other);
            document.getElementById(`${formId}tab-${other}`)?.focus();
          }}
        >
          {name === 'form' ? 'Form' : 'JSON'}
        </button>
      ))}
    </div>
  );
}
