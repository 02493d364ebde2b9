import { memo, type ReactNode } from 'react';
import { shownText } from '../fields/show.tsx';
import { countText } from '../fields/sizes.ts';
import { FieldRow, HiddenRow } from './field-row.tsx';
import styles from './form.module.css';
import type { FormModel, FormNode, FormSection } from './form-model.ts';

/** The form: fields in sections, then what is stored beside it. */
export const FormView = memo(function FormView({ model, shape }: { model: FormModel; shape: number }) {
  return (
    <div className={styles.form} data-large={model.count > 150 || undefined}>
      {model.count === 0 && model.facts.length === 0 ? (
        <p className={styles.none}>
          No params are stored, and no field of a form is known. Add some in the JSON tab.
        </p>
      ) : null}
      <Nodes nodes={model.nodes} depth={2} shape={shape} />
      {model.orphans.length ? (
        <Group
          title="Not in the current form"
          about="Stored values that the form of today has no field for. They are kept, and can be edited."
        >
          <Nodes nodes={model.orphans} depth={3} shape={shape} withPath />
        </Group>
      ) : null}
      {model.hidden.length ? (
        <Group title="Hidden data" about={`${countText(model.hidden.length, 'value')} that no form shows.`}>
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

function Group({ title, about, children }: { title: string; about: string; children: ReactNode }) {
  return (
    <section className={styles.group}>
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
      <FieldRow key={node.pointer} field={node} shape={shape} withPath={withPath} />
    ) : (
      <Section key={node.pointer} section={node} depth={depth} shape={shape} withPath={withPath} />
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
  return (
    <section className={styles.section} data-depth={depth}>
      <Heading className={styles.title} data-depth={Math.min(4, depth)} title={section.path.join('.')}>
        {withPath ? section.path.join('.') : section.title}
      </Heading>
      <Nodes nodes={section.nodes} depth={depth + 1} shape={shape} />
    </section>
  );
});
