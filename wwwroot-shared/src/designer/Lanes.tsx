import { ViewportPortal } from '@xyflow/react';
import { memo, useMemo } from 'react';
import { laneBoxes, laneWord } from './lanes';
import { useDesigner, usePart } from './store';

/** The sections of a strategy behind its blocks. They follow the wires, not the places: a block moved out of its lane makes the lane wider, and another one's lane is not drawn over it. */
export const Lanes = memo(function Lanes({ sizes }: { sizes: number }) {
  const designer = useDesigner();
  const level = usePart((d) => d.level), catalog = usePart((d) => d.catalog);
  const lanes = useMemo(() => laneBoxes(level, catalog, designer.sizeOf), [designer, level, catalog, sizes]);
  return (
    <ViewportPortal>
      {lanes.map(({ lane, box }) => (
        <div key={lane} className={`tf-lane tf-lane-${lane}`} aria-hidden="true" style={{ transform: `translate(${box.x}px, ${box.y}px)`, width: box.width, height: box.height }}>{laneWord(designer.words, lane)}</div>
      ))}
    </ViewportPortal>
  );
});
