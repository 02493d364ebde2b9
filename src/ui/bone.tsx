import styles from './bone.module.css';

/** A grey bar in the place and size of what is still loading. It appears after 150 ms: faster answers never flicker. */
export function Bone({ width = '100%', height = 12 }: { width?: number | string; height?: number | string }) {
  return <span className={styles.bone} style={{ width, height }} aria-hidden="true" />;
}

/** `count` bars in the rhythm of rows, each a little different so that the eye reads text. Announced once as `label`. */
export function BoneRows({
  count,
  label = 'Loading',
  height,
}: {
  count: number;
  label?: string;
  height?: number;
}) {
  return (
    <div role="status" aria-label={label}>
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars are alike and never move
        <div key={index} className={styles.row} style={height ? { height } : undefined}>
          <Bone width={`${46 + ((index * 37) % 41)}%`} />
        </div>
      ))}
    </div>
  );
}
