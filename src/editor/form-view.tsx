import { memo, type ReactNode, useCallback, useMemo, useState } from 'react';
import { NearProvider } from '../fields/blame-slot.tsx';
import { useFields } from '../fields/field-store.ts';
import { shownText } from '../fields/show.tsx';
import { countText } from '../fields/sizes.ts';
import { useNear } from '../fields/use-near.ts';
import { getIn } from '../params/path.ts';
import { MarkedText } from '../ui/marked-text.tsx';
import { DisplayRow } from './display-row.tsx';
import { FieldRow } from './field-row.tsx';
import styles from './form.module.css';
import { inLines, isShared } from './form-lines.ts';
import { type FormField, type FormModel, type FormNode, type FormSection, fieldsOf } from './form-model.ts';
import { HiddenRow } from './hidden-row.tsx';
import { SectionBody } from './section-body.tsx';

/** The form: fields in sections, then what is stored beside it. What the app hides for the params of now is drawn when the model has it. */
export const FormView = memo(function FormView({
  model,
  shape,
  filtered = false,
}: {
  model: FormModel;
  shape: number;
  /** Whether only what matches a filter is in the model. */
  filtered?: boolean;
}) {
  const { readOnly } = useFields();
  const empty = !model.nodes.length && !model.orphans.length && !model.hidden.length;
  return (
    <div className={styles.form} data-large={model.count > 150 || undefined}>
      {empty && filtered ? <p className={styles.none}>No field matches the filter.</p> : null}
      {empty && !filtered && model.facts.length === 0 ? (
        <p className={styles.none}>
          {model.invisible
            ? 'The app hides every field of its form for the params of now.'
            : 'No params are stored, and no field of a form is known. Add some in the JSON tab.'}
        </p>
      ) : null}
      <Nodes nodes={model.nodes} depth={2} shape={shape} allOpen={filtered} />
      {model.orphans.length ? (
        <Group
          id="group-orphans"
          title="Not in the current form"
          about={`Stored values that the form of today has no field for.${readOnly ? '' : ' They are kept, and can be edited.'}`}
        >
          <Nodes nodes={model.orphans} depth={3} shape={shape} withPath />
        </Group>
      ) : null}
      {model.hidden.length ? (
        <Group
          id="group-hidden"
          title="Hidden data"
          about={`${countText(model.hidden.length, 'value')} that no form shows.`}
        >
          {model.hidden.map((field) => (
            <HiddenRow key={field.pointer} field={field} />
          ))}
        </Group>
      ) : null}
      {model.facts.length ? (
        <Group title="Set by the platform" about="Shown as stored; not edited here.">
          <dl className={styles.facts}>
            {model.facts.map(({ key, value }) => (
              <div key={key}>
                <dt>{key}</dt>
                <dd>{shownText('text', value).slice(0, 300)}</dd>
              </div>
            ))}
          </dl>
        </Group>
      ) : null}
    </div>
  );
});

function Group({
  id,
  title,
  about,
  children,
}: {
  id?: string;
  title: string;
  about: string;
  children: ReactNode;
}) {
  const { formId } = useFields();
  return (
    <section className={styles.group} id={id && `${formId}${id}`}>
      <h2 className={styles.title} data-depth="2">
        {title}
      </h2>
      <p className={styles.about}>{about}</p>
      {children}
    </section>
  );
}

interface NodesProps {
  nodes: FormNode[];
  depth: number;
  shape: number;
  /** Whether what is below says the whole way to it: where it stands apart from its place. */
  withPath?: boolean;
  /** Whether no section is closed: only what was looked for is there. */
  allOpen?: boolean;
}

function Nodes({ nodes, depth, shape, withPath = false, allOpen = false }: NodesProps) {
  return inLines(nodes).map((line) => {
    if (isShared(line))
      return (
        <div key={line[0].key} className={styles.shared}>
          {line.map((field) => (
            <div
              key={field.key}
              className={styles.part}
              style={{ flexBasis: `calc(${field.spec?.flex}% - 16px)` }}
            >
              <FieldRow field={field} shape={shape} withPath={withPath} stacked />
            </div>
          ))}
        </div>
      );
    const [node] = line;
    return node.type === 'field' ? (
      <FieldRow key={node.key} field={node} shape={shape} withPath={withPath} />
    ) : node.type === 'display' ? (
      <DisplayRow key={node.key} spec={node.spec} />
    ) : (
      <Section
        key={node.key}
        section={node}
        depth={depth}
        shape={shape}
        withPath={withPath}
        allOpen={allOpen}
      />
    );
  });
}

interface SectionProps {
  section: FormSection;
  depth: number;
  shape: number;
  withPath: boolean;
  allOpen: boolean;
}

const Section = memo(function Section({ section, depth, shape, withPath, allOpen }: SectionProps) {
  const Heading = `h${Math.min(6, depth)}` as 'h2';
  const { spec } = section;
  const { formId } = useFields();
  const id = sectionId(formId, section);
  const title = withPath ? section.path.join('.') : section.title;
  const [isOpen, setOpen] = useOpen(section, id);
  const open = useCallback(() => setOpen(true), [setOpen]);
  const shown = isOpen || allOpen;
  const body = (
    <>
      {spec?.enabled === false || spec?.visible === false ? (
        <p className={styles.about}>The app {spec.enabled ? 'hides' : 'skips'} this for the params of now.</p>
      ) : null}
      {spec?.description ? (
        <p className={styles.about}>
          <MarkedText>{spec.description}</MarkedText>
        </p>
      ) : null}
      {spec?.exceptions.map((text) => (
        <p key={text} className={styles.about} data-warn>
          The app says: {text}
        </p>
      ))}
      <Nodes nodes={section.nodes} depth={depth + 1} shape={shape} allOpen={allOpen} />
    </>
  );
  const [place, setPlace] = useState<HTMLElement | null>(null);
  // What is in it is as near as the outermost section.
  const isNear = useNear(depth === 2 ? place : null);
  const whole = (
    <section ref={setPlace} className={styles.section} data-depth={depth} id={id}>
      <Heading className={styles.title} data-depth={Math.min(4, depth)} title={section.path.join('.')}>
        {spec?.closed ? (
          <button
            type="button"
            className={styles.opener}
            aria-expanded={shown}
            aria-controls={`${id}-body`}
            onClick={() => setOpen(!isOpen)}
          >
            <span aria-hidden="true">{shown ? '▾' : '▸'}</span> {title}
          </button>
        ) : (
          title
        )}
      </Heading>
      {spec?.closed ? (
        <SectionBody id={`${id}-body`} isOpen={shown} onOpen={open}>
          {body}
        </SectionBody>
      ) : (
        body
      )}
    </section>
  );
  return depth === 2 ? <NearProvider value={isNear}>{whole}</NearProvider> : whole;
});

/** Whether a section is open: one that the app wants closed is not at first, unless something in it is edited or in use by then. */
function useOpen(section: FormSection, id: string) {
  const { memory, store } = useFields();
  const key = `${section.key} open`;
  const [chosen, choose] = useState(() => memory.get(key) as boolean | undefined);
  const closed = section.spec?.closed === true;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only at first; what is edited later does not open it
  const opens = useMemo(() => {
    const isEdited = ({ path, pointer }: FormField) =>
      getIn(store.value, path) !== getIn(store.base, path) || store.pending.has(pointer);
    const isInUse = () => document.getElementById(id)?.contains(document.activeElement);
    return !closed || fieldsOf(section.nodes).some(isEdited) || isInUse() === true;
  }, [closed]);
  const remember = useCallback(
    (open: boolean) => {
      memory.set(key, open);
      choose(open);
    },
    [memory, key],
  );
  return [chosen ?? opens, remember] as const;
}

/** Where the outline jumps to. */
export function sectionId(formId: string, section: FormSection): string {
  return `${formId}section${encodeURIComponent(section.key)}`;
}
