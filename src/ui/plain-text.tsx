import styles from './plain-text.module.css';

/** Text as it came, in a frame that scrolls. */
export function PlainText({ text }: { text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <pre className={styles.text} tabIndex={0}>
      {text}
    </pre>
  );
}
