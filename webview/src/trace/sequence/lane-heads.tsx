import type { Geometry } from './geometry.ts';
import type { Lane } from './sequence.ts';

interface Props {
  readonly lanes: readonly Lane[];
  readonly geometry: Geometry;
}

/** The names of the lanes, which stay in sight when the diagram scrolls. */
export function LaneHeads({ lanes, geometry }: Props) {
  const { width, lanes: placed } = geometry;
  return (
    <div class="lane-heads" aria-hidden="true" style={{ width: `${width}px` }}>
      {lanes.map(({ title, role }, index) => {
        const x = placed.xs[index] ?? 0;
        const half = Math.min(placed.gap / 2 - 4, x - 2);
        return (
          <div
            key={title}
            class="lane-head"
            data-testid="lane-head"
            title={role === undefined ? title : `${title}: ${role}`}
            style={{ left: `${x - half}px`, width: `${2 * half}px` }}
          >
            <span class="address">{title}</span>
            {role !== undefined && role !== title && <span class="role">{role}</span>}
          </div>
        );
      })}
    </div>
  );
}
