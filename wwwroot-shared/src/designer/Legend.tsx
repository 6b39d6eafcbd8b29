import { useDesigner, usePart } from './store';

/** What the shapes and colours of ports mean, and the dots of changed blocks while there are some. */
export function Legend() {
  const { words } = useDesigner();
  const changed = usePart((d) => d.changed.size > 0);
  const kinds = [['series', words.Series], ['condition', words.Condition], ['size', words.Size]] as const;
  return (
    <ul className="tf-legend" aria-label={words.Legend}>
      {kinds.map(([kind, word]) => <li key={kind}><span className={`tf-kind tf-kind-${kind}`} aria-hidden="true" /> {word}</li>)}
      {changed && <li><span className="tf-changed" aria-hidden="true" /> {words.ChangedSinceRun}</li>}
    </ul>
  );
}
