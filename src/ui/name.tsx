import styles from './name.module.css';

/** Control and format characters, line and paragraph separators, and spaces other than the plain one. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;
const PARTS = /([\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|(?! )\p{Zs}|^ +| +$)/u;

/** Whether a text is seen whole as it stands: not empty, nothing in it that cannot be seen, and no space at its ends. */
export function isSeenWhole(text: string): boolean {
  return text !== '' && !INVISIBLE.test(text) && text.trim() === text;
}

/** A name as somebody gave it: right-to-left text keeps to its own span, and characters that cannot be seen are. */
export function Name({ children }: { children: string }) {
  if (children === '') return <span className={styles.none}>(no name)</span>;
  if (isSeenWhole(children)) return <bdi className={styles.name}>{children}</bdi>;
  return (
    <bdi className={styles.name}>
      {children.split(PARTS).map((part, index) =>
        part && (INVISIBLE.test(part) || /^ +$/.test(part)) ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text, in order
          <span key={index} className={styles.invisible} title={codePoints(part)}>
            {part.replace(/ /g, '·').replace(/[^·]/g, '¤')}
          </span>
        ) : (
          part
        ),
      )}
    </bdi>
  );
}

function codePoints(text: string): string {
  return [...text]
    .map((character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)
    .join(' ');
}
