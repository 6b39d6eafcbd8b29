import { useEffect } from 'react';
import { useFit } from './drawn';
import { levelAt } from './levels';
import { shapeOf } from './ports';
import { useDesigner, usePart } from './store';

/** Which group is open, and the way out of it. */
export function Breadcrumb() {
  const designer = useDesigner();
  const fit = useFit();
  const path = usePart((d) => d.path);
  useEffect(() => { const frame = requestAnimationFrame(() => fit()); return () => cancelAnimationFrame(frame); }, [fit, path]);
  if (path.length === 0) return null;
  const name = (i: number) => {
    const group = levelAt(designer.graph, path.slice(0, i))?.nodes.find((n) => n.id === path[i]);
    return (group && shapeOf(group, designer.catalog)?.name) ?? path[i];
  };
  return (
    <nav className="tf-where" aria-label={designer.words.Out}>
      <button type="button" className="tf-link" onClick={() => designer.open([])}>{designer.words.Strategy}</button>
      {path.map((id, i) => (
        <span key={id}> › {i < path.length - 1 ? <button type="button" className="tf-link" onClick={() => designer.open(path.slice(0, i + 1))}>{name(i)}</button> : <b>{name(i)}</b>}</span>
      ))}
    </nav>
  );
}
