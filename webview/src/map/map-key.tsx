import type { View } from 'everyturn/internal/coverage/view';
import type { ModelReport } from 'everyturn/internal/report/model-report';
import { useState } from 'preact/hooks';
import { useMedia } from '../panel/use-media.ts';
import { LayerBars } from './layer-bars.tsx';
import { Legend } from './legend.tsx';

interface Props {
  readonly view: View;
  readonly report: ModelReport | undefined;
}

/** The legend and the layers: folded up where the map needs the height, unless a person opens it. */
export function MapKey({ view, report }: Props) {
  const isTall = useMedia('(min-height: 641px)');
  const [wanted, want] = useState<boolean>();
  const isOpen = wanted ?? isTall;
  return (
    <details
      class="map-key"
      data-testid="map-key"
      open={isOpen}
      onToggle={({ currentTarget: { open } }) => {
        // The event comes of our own changes too.
        if (open !== isOpen) want(open);
      }}
    >
      <summary>Legend, and states at each depth</summary>
      <Legend view={view} report={report} isPathDrawn={view.tracePath.length > 0} />
      <LayerBars layers={view.layers} isSymmetric={report?.symmetry ?? false} />
    </details>
  );
}
