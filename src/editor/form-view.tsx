import { memo, type ReactNode } from 'react';
import { useFields } from '../fields/field-store.ts';
import { shownText } from '../fields/show.tsx';
import { countText } from '../fields/sizes.ts';
import { DisplayRow } from './display-row.tsx';
import { FieldRow, HiddenRow } from './field-row.tsx';
import styles from './form.module.css';
import type { FormModel, FormNode, FormSection } from './form-model.ts';

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
      <Nodes nodes={model.nodes} depth={2} shape={shape} />
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
}

function Nodes({ nodes, depth, shape, withPath = false }: NodesProps) {
  return nodes.map((node) =>
    node.type === 'field' ? (
      <FieldRow key={node.key} field={node} shape={shape} withPath={withPath} />
    ) : node.type === 'display' ? (
      <DisplayRow key={node.key} spec={node.spec} />
    ) : (
      <Section key={node.key} section={node} depth={depth} shape={shape} withPath={withPath} />
    ),
  );
}

const Section = memo(function Section({
  section,
  depth,
  shape,
  withPath,
}: {
  section: FormSection;
  depth: number;
  shape: number;
  withPath: boolean;
}) {
  const Heading = `h${Math.min(6, depth)}` as 'h2';
  const { spec } = section;
  const { formId } = useFields();
  return (
    <section className={styles.section} data-depth={depth} id={sectionId(formId, section)}>
      <Heading className={styles.title} data-depth={Math.min(4, depth)} title={section.path.join('.')}>
        {withPath ? section.path.join('.') : section.title}
      </Heading>
      {spec?.enabled === false || spec?.visible === false ? (
        <p className={styles.about}>The app {spec.enabled ? 'hides' : 'skips'} this for the params of now.</p>
      ) : null}
      {spec?.description ? <p className={styles.about}>{spec.description}</p> : null}
      {spec?.exceptions.map((text) => (
        <p key={text} className={styles.about} data-warn>
          The app says: {text}
        </p>
      ))}
      <Nodes nodes={section.nodes} depth={depth + 1} shape={shape} />
    </section>
  );
});

/** Where the outline jumps to. */
export function sectionId(formId: string, section: FormSection): string {
  return `${formId}section${encodeURIComponent(section.key)}`;
}
