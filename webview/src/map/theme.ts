/** The colours and the font of the drawing, resolved from the style sheet's `--et-…` variables. */
export interface MapTheme {
  readonly background: string;
  readonly text: string;
  readonly muted: string;
  readonly cell: string;
  readonly cellFill: string;
  readonly open: string;
  readonly edge: string;
  readonly fenced: string;
  readonly violated: string;
  readonly violatedFill: string;
  readonly path: string;
  readonly pathText: string;
  readonly font: string;
  /** Pixels: the editor's font size. */
  readonly fontSize: number;
}

/**
 * Reads the theme in force below `element`. A canvas cannot use CSS variables, so each colour is
 * resolved by the browser on a probe and flattened onto the background.
 */
export function readTheme(element: HTMLElement): MapTheme {
  const probe = document.createElement('span');
  probe.className = 'probe';
  element.append(probe);
  const pixel = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const flatten = (name: string) => {
    probe.style.color = `var(--et-${name})`;
    return pixel ? paint(pixel, backgroundOf(probe), getComputedStyle(probe).color) : '#888888';
  };
  const colors = {
    background: flatten('background'),
    text: flatten('text'),
    muted: flatten('muted'),
    cell: flatten('cell'),
    cellFill: flatten('cell-fill'),
    open: flatten('open'),
    edge: flatten('edge'),
    fenced: flatten('fenced'),
    violated: flatten('violated'),
    violatedFill: flatten('violated-fill'),
    path: flatten('path'),
    pathText: flatten('path-text'),
  };
  const { fontFamily, fontSize } = getComputedStyle(element);
  probe.remove();
  return { ...colors, font: fontFamily, fontSize: Number.parseFloat(fontSize) };
}

function backgroundOf(probe: HTMLElement): string {
  const color = probe.style.color;
  probe.style.color = 'var(--et-background)';
  const background = getComputedStyle(probe).color;
  probe.style.color = color;
  return background;
}

/** What a colour looks like on a background, as `#rrggbb`. */
function paint(pixel: CanvasRenderingContext2D, background: string, color: string): string {
  for (const layer of [background, color]) {
    pixel.fillStyle = layer;
    pixel.fillRect(0, 0, 1, 1);
  }
  const [red = 0, green = 0, blue = 0] = pixel.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
