import { use, useState } from 'react';
import { isContainer, type JsonValue } from '../../contract/json/value.ts';
import { describeContainer } from '../fields/sizes.ts';
import { type Difference, totalOf } from '../params/comparison.ts';
import { readablePath } from '../params/path.ts';
import { BlameMark } from '../revisions/blame-mark.tsx';
import { CountMarks } from '../revisions/marks.tsx';
import { Value } from '../revisions/value.tsx';
import buttons from '../ui/button.module.css';
import { ChangeRow } from './change-row.tsx';
import { DifferenceView } from './difference.tsx';
import styles from './item-view.module.css';
import type { Item } from './items.ts';
import { isTopLevel, type Section } from './outline.ts';
import { PathText } from './path-label.tsx';
import { useReview } from './review.ts';
import { TakeBack } from './take-back-button.tsx';
import { SettledContext } from './virtual-rows.tsx';

/** One line of the comparison. */
export function ItemView({
  item,
  nameOf,
  onOpen,
}: {
  item: Item;
  nameOf: (section: Section) => string;
  onOpen: (id: string) => void;
}) {
  const review = useReview();
  const settled = use(SettledContext);
  switch (item.type) {
    case 'section':
      return (
        <div role="row" className={styles.section}>
          <span role="cell" className={styles.sectionName}>
            <bdi>{nameOf(item.section)}</bdi>
            <CountMarks counts={item.section.counts} />
            {settled ? (
              <span className={styles.acts}>
                <TakeBack
                  wanted={{
                    what: 'differences',
                    differences: item.section.differences,
                    label: isTopLevel(item.section) ? 'the top level' : nameOf(item.section),
                  }}
                />
              </span>
            ) : null}
          </span>
        </div>
      );
    case 'difference':
      return review.isBulk(item.difference) ? (
        <BulkRow difference={item.difference} from={item.from} />
      ) : (
        <DifferenceView difference={item.difference} from={item.from} wanted={item.wanted} />
      );
    case 'fold':
      return (
        <div role="row" className={styles.fold}>
          <span role="cell">
            <button
              type="button"
              className={buttons.quiet}
              aria-expanded={false}
              onClick={() => onOpen(item.id)}
            >
              {`${item.fields.length} unchanged field${item.fields.length === 1 ? '' : 's'} ${item.where}`}
            </button>
          </span>
        </div>
      );
    case 'field':
      return (
        <div role="row" className={styles.field} tabIndex={-1}>
          <span role="cell" className={styles.fieldPath}>
            <span className="vx-visually-hidden">unchanged </span>
            <PathText
              path={item.field.path}
              root={review.right}
              from={item.from}
              alone={item.alone}
              labels={review.labels}
              course={{ path: item.field.path, right: item.field.value }}
            />
          </span>
          <span role="cell" className={styles.fieldValue}>
            <Value value={item.field.value} /> <BlameMark path={item.field.path} />
          </span>
        </div>
      );
  }
}

function sizeWords(value: JsonValue | undefined) {
  return isContainer(value) ? describeContainer(value) : <Value value={value} />;
}

/** Hidden or very large data: path, size and how much differs in one line; the differences themselves on demand. */
function BulkRow({ difference, from }: { difference: Difference; from: number }) {
  const [open, setOpen] = useState(false);
  const review = useReview();
  if (difference.type === 'move') return <DifferenceView difference={difference} from={from} />;
  const count = difference.type === 'leaf' ? difference.leaves : totalOf(difference.counts);
  const words = `${count} ${difference.type === 'leaf' ? 'value' : 'difference'}${count === 1 ? '' : 's'}`;
  const hidden = review.kindAt(difference.path, difference.right ?? difference.left) === 'hidden';
  return (
    <>
      <ChangeRow
        difference={difference}
        from={from}
        old={sizeWords(difference.left)}
        now={sizeWords(difference.right)}
        delta={
          <button
            type="button"
            className={buttons.quiet}
            aria-expanded={open}
            aria-label={`${words} in ${hidden ? 'hidden' : 'large'} data at ${readablePath(difference.path, review.right)}`}
            onClick={() => setOpen(!open)}
          >
            {`${hidden ? 'hidden data, ' : ''}${words}`}
          </button>
        }
      />
      {open ? <DifferenceView difference={difference} from={from} /> : null}
    </>
  );
}
