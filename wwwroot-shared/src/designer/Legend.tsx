import { useDesigner } from './store';

/** What the shapes and colours of ports mean. */
export function Legend() {
  const { words } = useDesigner();
  const kinds = [['series', words.Series], ['condition', words.Condition], ['size', words.Size]] as const;
  return (
    <ul className="tf-legend" aria-label={words.Legend}>
      {kinds.map(([kind, word]) => <li key={kind}><span className={`tf-kind tf-kind-${kind}`} aria-hidden="true" /> {word}</li>)}
    </ul>
  );
}
