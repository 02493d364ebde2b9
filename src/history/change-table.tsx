import {
  lazy,
  type ReactNode,
  type RefObject,
  Suspense,
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { FormLabels } from '../fields/form-labels.ts';
import { type Comparison, type Difference, totalOf } from '../params/comparison.ts';
import type { FormChange } from '../params/form-changes.ts';
import { exchangesIn } from '../params/table-edits.ts';
import type { KindAt } from '../revisions/kind-at.ts';
import { Notice } from '../ui/notice.tsx';
import { usePrinting } from '../ui/use-printing.ts';
import { bulkOf } from './bulk.ts';
import styles from './change-table.module.css';
import { ChangesBar } from './changes-bar.tsx';
import { apartOf, asEdits } from './compared.ts';
import { DifferenceView } from './difference.tsx';
import { ExportMenu } from './export-menu.tsx';
import { formChangeWords } from './form-changes.ts';
import { type Hiding, hideIn } from './hiding.ts';
import { HidingPanel } from './hiding-panel.tsx';
import { ItemView } from './item-view.tsx';
import { groupedItems, listItems, sectionItemId, stopsOfItems, textItems } from './items.ts';
import { type KeyColumns, withChoice } from './key-columns.ts';
import { headingOf, outlineOf, type Section } from './outline.ts';
import { PairingRules } from './pairing-rules.tsx';
import { PaperContext, roomForEach } from './paper.ts';
import type { Wanted } from './plan.ts';
import { QuietNotes } from './quiet-notes.tsx';
import { type Review, ReviewContext } from './review.ts';
import { roomOf } from './room.ts';
import type { View } from './sides.ts';
import { useStops } from './use-stops.ts';
import { type Rows, VirtualRows } from './virtual-rows.tsx';

const ChangeSentences = lazy(() =>
  import('./change-sentences.tsx').then(({ ChangeSentences: Component }) => ({ default: Component })),
);

const drawInside = (difference: Difference) => <DifferenceView difference={difference} nested />;

/** Everything that differs as one table, with the way from one change to the next. */
export function ChangeTable({
  workspaceId,
  entityId,
  workspaces,
  title,
  names,
  comparison: whole,
  ofOneEntity,
  kindAt,
  labels,
  view,
  onView,
  hiding,
  onHiding,
  keyColumns,
  onKeyColumns,
  scroller,
  onTakeBack,
}: {
  workspaceId: number;
  entityId: number;
  /** Of the two sides. */
  workspaces: Review['workspaces'];
  /** What is compared, for those who read it elsewhere. */
  title: string;
  /** Of the two sides. */
  names: { left: string; right: string };
  comparison: Comparison;
  /** Whether both sides are states of one entity, so that a new form of the app may lie between them. */
  ofOneEntity: boolean;
  kindAt: KindAt;
  labels?: FormLabels | undefined;
  view: View;
  onView: (view: View) => void;
  hiding: Hiding;
  onHiding: (hiding: Hiding) => void;
  /** By what the rows of tables are paired, where somebody chose it. */
  keyColumns: KeyColumns;
  onKeyColumns: (columns: KeyColumns) => void;
  scroller: RefObject<HTMLElement | null>;
  /** `form`: the differences that stand apart as the form's. */
  onTakeBack: ((wanted: Wanted, form: readonly Difference[]) => void) | undefined;
}) {
  const rows = useRef<Rows>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [proposed, setProposed] = useState<string>();
  const comparison = useMemo(() => hideIn(whole, hiding), [whole, hiding]);
  const { left, right } = comparison;
  const parts = useMemo(
    () => (ofOneEntity ? apartOf(comparison) : asEdits(comparison)),
    [comparison, ofOneEntity],
  );
  const outline = useMemo(() => outlineOf(comparison, labels, parts), [comparison, labels, parts]);
  const nameOf = useCallback((section: Section) => headingOf(section, right), [right]);
  const items = useMemo(
    () =>
      view === 'list'
        ? listItems(comparison, outline, parts, labels)
        : view === 'text'
          ? textItems(comparison, outline, labels)
          : groupedItems(outline, open, nameOf),
    [view, comparison, outline, parts, labels, open, nameOf],
  );
  const isBulk = useMemo(() => bulkOf(kindAt), [kindAt]);
  const isExchanged = useMemo(() => exchangesIn(comparison.differences), [comparison]);
  const stops = useMemo(() => stopsOfItems(items, isBulk), [items, isBulk]);
  const rooms = useMemo(() => items.map((item) => roomOf(item, isBulk)), [items, isBulk]);
  const printing = usePrinting();
  const room = useMemo(
    () =>
      printing
        ? roomForEach(items.flatMap((item) => (item.type === 'difference' ? [item.difference] : [])))
        : Number.POSITIVE_INFINITY,
    [items, printing],
  );
  const keyOf = useCallback((index: number) => items[index]?.id ?? String(index), [items]);
  const opened = useRef<string>(undefined);
  const openFold = (id: string) => {
    opened.current = id;
    setOpen((ids) => new Set([...ids, id]));
  };
  // The button that was pressed is gone: the keyboard goes on at the first of what it hid.
  useEffect(() => {
    const fold = opened.current;
    if (fold === undefined) return;
    opened.current = undefined;
    const index = items.findIndex(({ type, id }) => type === 'field' && id.startsWith(`${fold} `));
    const row = `:is([data-row="${index}"], [data-index="${index}"]) [role="row"]`;
    scroller.current?.querySelector<HTMLElement>(row)?.focus({ preventScroll: true });
  }, [items, scroller]);
  const { at, go, goTo } = useStops(stops, rows, scroller);
  const current = at === undefined ? undefined : stops[at]?.id;
  const takeBack = useMemo(
    () => onTakeBack && ((wanted: Wanted) => onTakeBack(wanted, parts.formDifferences)),
    [onTakeBack, parts],
  );
  const onPairing: Review['onPairing'] = useCallback(
    (table, column) => onKeyColumns(withChoice(keyColumns, table, column)),
    [keyColumns, onKeyColumns],
  );
  const review: Review = useMemo(
    () => ({
      workspaces,
      left,
      right,
      view,
      current,
      kindAt,
      isBulk,
      isExchanged,
      labels,
      keyColumns,
      onPairing,
      onIgnore: setProposed,
      onTakeBack: takeBack,
      drawInside,
    }),
    [
      workspaces,
      left,
      right,
      view,
      current,
      kindAt,
      isBulk,
      isExchanged,
      labels,
      keyColumns,
      onPairing,
      takeBack,
    ],
  );

  return (
    <ReviewContext value={review}>
      <ChangesBar
        counts={comparison.counts}
        formCount={parts.formCount}
        sections={view === 'list' ? [] : outline.sections}
        nameOf={nameOf}
        onSection={({ id }) => goTo(stops.findIndex(({ section }) => section === sectionItemId(id)))}
        view={view}
        onView={onView}
        at={at}
        stops={stops.length}
        go={go}
      />
      <HidingPanel
        whole={whole}
        shown={comparison}
        hiding={hiding}
        onHiding={onHiding}
        proposed={proposed}
        onPropose={setProposed}
      />
      <PairingRules keyColumns={keyColumns} onKeyColumns={onKeyColumns} />
      <FormChanges form={parts.form} count={parts.formCount} edits={totalOf(parts.counts)} />
      {items.length === 0 || comparison.differences.length === 0 ? (
        <p className={styles.nothing}>All changes are hidden by the tolerance and the ignore rules.</p>
      ) : null}
      {view === 'text' ? (
        <Suspense>
          <ChangeSentences
            ref={rows}
            items={items}
            nameOf={nameOf}
            reached={at === undefined ? 0 : (stops[at]?.within ?? 0)}
          />
        </Suspense>
      ) : (
        <div role="table" aria-label="Changes in params" className={styles.table} data-view={view}>
          <div role="rowgroup" className={styles.columns}>
            <div role="row" className={styles.columnRow}>
              {['Kind', 'Path', 'Old', 'New', 'Difference'].map((column) => (
                <span key={column} role="columnheader">
                  {column}
                </span>
              ))}
            </div>
          </div>
          <PaperContext value={room}>
            <VirtualRows
              key={view}
              ref={rows}
              rooms={rooms}
              keyOf={keyOf}
              scroller={scroller}
              render={(index) => {
                const item = items[index];
                return item ? <ItemView item={item} nameOf={nameOf} onOpen={openFold} /> : null;
              }}
            />
          </PaperContext>
        </div>
      )}
      <AfterFirst>
        <QuietNotes comparison={comparison} />
        <ExportMenu
          comparison={comparison}
          title={title}
          names={names}
          labels={labels}
          entity={{ workspaceId, entityId }}
        />
      </AfterFirst>
    </ReviewContext>
  );
}

/** What stands below the changes, once their first picture is out. */
function AfterFirst({ children }: { children: ReactNode }) {
  return useDeferredValue(true, false) ? children : null;
}

const FORM_CHANGES_NAMED = 5;

/** Says where the form itself seems to have changed, so that those changes are not taken for somebody's edits. */
function FormChanges({ form, count, edits }: { form: readonly FormChange[]; count: number; edits: number }) {
  if (form.length === 0) return null;
  const more = form.length - FORM_CHANGES_NAMED;
  const named = form.slice(0, FORM_CHANGES_NAMED).map(formChangeWords);
  return (
    <div className={styles.form}>
      <Notice tone="plain" title="The form seems to have changed, as with a new version of the app">
        {`${named.join('; ')}${more > 0 ? `; and ${more} more` : ''}. ${apartWords(count, edits)}`}
      </Notice>
    </div>
  );
}

function apartWords(form: number, edits: number): string {
  const stand = `${form === 1 ? 'This change stands' : `These ${form} changes stand`} apart, under “Changed with the form”`;
  return edits === 0
    ? `${stand}; nothing else differs.`
    : `${stand}; ${edits} ${edits === 1 ? 'is an edit' : 'are edits'}.`;
}
