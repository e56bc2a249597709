import cytoscape from 'cytoscape';
import type { CellKey, View } from 'everyturn/internal/coverage/view';
import type { Selection } from '../panel/panel-state.ts';
import { captionId, cellId } from './cell-elements.ts';
import { brokenCaptions } from './cell-text.ts';
import type { DrawnElement } from './drawn-element.ts';
import { type DrawnTrace, type Routes, routesOf } from './edge-elements.ts';
import { elementsOf } from './elements.ts';
import { edgeId } from './folded-edges.ts';
import type { MapMemory, Placement, Point } from './map-memory.ts';
import { mapStyle } from './map-style.ts';
import { place, type Size } from './placement.ts';
import { readTheme } from './theme.ts';

/** What is to be seen on the map. */
export interface Picture {
  readonly view: View;
  readonly trace: DrawnTrace | undefined;
  readonly isEveryStepNamed: boolean;
}

/** What of it stands out. */
export interface Emphasis {
  readonly selection: Selection | undefined;
  /** The cell where the keyboard is, while the map has the focus. */
  readonly current: CellKey | undefined;
}

/** What the map tells its owner. */
export interface MapEvents {
  readonly selected: (selection: Selection | undefined) => void;
  /** A cell was clicked twice. */
  readonly opened: (cell: CellKey) => void;
  /** Camera or places changed. */
  readonly moved: (memory: MapMemory) => void;
}

/** More curves than this are too slow to pan. */
const curvedEdgesMost = 800;

/** The drawing: owns the canvas, applies pictures to it, and leaves the camera to the person. */
export class StateMap {
  readonly #container: HTMLElement;
  readonly #events: MapEvents;
  readonly #cy: cytoscape.Core;
  readonly #sizes: ResizeObserver;
  #picture: Picture | undefined;
  #emphasis: Emphasis = { selection: undefined, current: undefined };
  #placement: Placement | undefined;
  /** The routes of the edges of the view that is shown: they cost more than all the rest. */
  #routed: { readonly view: View; readonly routes: Routes } | undefined;
  #isCameraSet = false;
  /** The size that the whole map was fitted into, until a person moves the camera. */
  #fitted: Size | undefined;

  constructor(container: HTMLElement, events: MapEvents, memory: MapMemory | undefined) {
    this.#container = container;
    this.#events = events;
    this.#cy = cytoscape({
      container,
      style: mapStyle(readTheme(container)),
      autoungrabify: true,
      autounselectify: true,
      boxSelectionEnabled: false,
      minZoom: 0.1,
      maxZoom: 4,
    });
    if (memory) {
      this.#placement = memory.placement;
      this.#cy.viewport({ zoom: memory.zoom, pan: { ...memory.pan } });
      this.#isCameraSet = true;
    }
    this.#sizes = new ResizeObserver(() => this.#resize());
    this.#sizes.observe(container);
    this.#listen();
  }

  /** Draws a picture; what is drawn already keeps its place. */
  show(picture: Picture): void {
    this.#picture = picture;
    const { clientWidth: width, clientHeight: height } = this.#container;
    // A hidden panel has no size; it is drawn as soon as it gets one.
    if (width === 0 || height === 0) return;
    const { view } = picture;
    const before = this.#placement;
    const captions = brokenCaptions(view);
    const placement = place(view, captions, { width, height }, before);
    if (this.#routed?.view !== view || before !== placement) {
      this.#routed = { view, routes: routesOf(view, captions, placement) };
    }
    this.#placement = placement;
    const isRegrouped = before?.grouping !== placement.grouping;
    const { routes } = this.#routed;
    const elements = elementsOf({ ...picture, captions, placement, routes });
    this.#cy.batch(() => {
      this.#apply(elements);
      this.#bringOut();
    });
    if (!this.#isCameraSet || isRegrouped) this.fit();
    else this.#moved();
  }

  /** Makes other things stand out. */
  emphasize(emphasis: Emphasis): void {
    this.#emphasis = emphasis;
    this.#cy.batch(() => this.#bringOut());
  }

  /** Reads the theme again. */
  restyle(): void {
    this.#cy.style(mapStyle(readTheme(this.#container)));
  }

  /** Shows the whole map, at most at its own size. */
  fit(): void {
    this.#cy.fit(undefined, 10);
    if (this.#cy.zoom() > 1) {
      this.#cy.zoom(1);
      this.#cy.center();
    }
    this.#isCameraSet = true;
    const { clientWidth: width, clientHeight: height } = this.#container;
    this.#fitted = { width, height };
    this.#moved();
  }

  /** Places all cells anew for the size that the panel has now. */
  tidy(): void {
    this.#placement = undefined;
    if (this.#picture) this.show(this.#picture);
  }

  /** Zooms around the middle of the panel. */
  zoomBy(factor: number): void {
    this.#fitted = undefined;
    const { clientWidth, clientHeight } = this.#container;
    this.#cy.zoom({
      level: this.#cy.zoom() * factor,
      renderedPosition: { x: clientWidth / 2, y: clientHeight / 2 },
    });
  }

  /** Where the middle of a cell is in the window, in CSS pixels. */
  renderedPosition(key: CellKey): Point | undefined {
    const node = this.#cy.getElementById(cellId(key));
    if (node.empty()) return undefined;
    const { left, top } = this.#container.getBoundingClientRect();
    const { x, y } = node.renderedPosition();
    return { x: left + x, y: top + y };
  }

  /** The caption that stands at a cell now. */
  shownCaption(key: CellKey): string {
    return this.#cy.getElementById(captionId(key)).style('label');
  }

  /** The diameter of a cell on screen, in CSS pixels. */
  renderedSize(key: CellKey): number | undefined {
    const node = this.#cy.getElementById(cellId(key));
    return node.empty() ? undefined : node.renderedWidth();
  }

  /** Whether the layers run from top to bottom. */
  get isTransposed(): boolean {
    return this.#placement?.isTransposed ?? false;
  }

  dispose(): void {
    this.#sizes.disconnect();
    this.#cy.destroy();
  }

  #apply(elements: readonly DrawnElement[]): void {
    const wanted = new Set(elements.map(({ id }) => id));
    this.#cy.elements().forEach((element) => {
      if (!wanted.has(element.id())) element.remove();
    });
    const isStraight = elements.filter(({ position }) => !position).length > curvedEdgesMost;
    for (const element of elements) this.#put(element, isStraight);
  }

  #put({ id, classes, data, position }: DrawnElement, isStraight: boolean): void {
    const known = this.#cy.getElementById(id);
    const styled = isStraight && !position ? [...classes, 'straight'] : [...classes];
    if (known.nonempty()) {
      known.data(data).classes(styled);
      if (position) known.position({ ...position });
      return;
    }
    this.#cy.add({
      group: position ? 'nodes' : 'edges',
      data: { id, ...data },
      classes: styled,
      ...(position && { position: { ...position } }),
    } as cytoscape.ElementDefinition); // An edge's data has source and target, see `elements.ts`.
  }

  /** Brings out what is selected, else the trace, and where the keyboard is. */
  #bringOut(): void {
    const { selection, current } = this.#emphasis;
    this.#cy.elements().removeClass('chosen current lit faded told');
    if (current !== undefined) {
      this.#cy.getElementById(cellId(current)).addClass('current');
      this.#tell(current);
    }
    const edges = this.#cy.edges('.edge');
    if (selection?.kind === 'edge') {
      this.#cy.getElementById(edgeId(selection.from, selection.to)).addClass('lit');
    } else if (selection?.kind === 'cell') {
      const cell = this.#cy.getElementById(cellId(selection.key));
      cell.addClass('chosen').removeClass('current');
      cell.connectedEdges('.edge').addClass('lit');
      this.#tell(selection.key);
      edges.difference(cell.connectedEdges()).addClass('faded');
    } else if (this.#picture?.trace) {
      edges.addClass('faded');
    }
  }

  /** Shows the caption of a cell, also where there is no room for all of them. */
  #tell(key: CellKey): void {
    this.#cy.getElementById(captionId(key)).addClass('told');
  }

  #listen(): void {
    this.#cy.on('tap', (event) => {
      const data: Record<string, unknown> = event.target === this.#cy ? {} : event.target.data();
      this.#events.selected(selectionOf(data));
    });
    this.#cy.on('dbltap', '.cell', ({ target }) => this.#events.opened(target.data('cell')));
    this.#cy.on('mouseover', '.cell', ({ target }) => {
      target.connectedEdges('.edge').addClass('lit');
      this.#tell(target.data('cell'));
    });
    this.#cy.on('mouseout', '.cell', () => {
      this.#bringOut();
    });
    this.#cy.on('mouseover', '.edge', ({ target }) => target.addClass('lit'));
    this.#cy.on('mouseout', '.edge', () => {
      this.#bringOut();
    });
    this.#cy.on('viewport', () => this.#moved());
    this.#cy.on('dragpan scrollzoom pinchzoom', () => {
      this.#fitted = undefined;
    });
  }

  #resize(): void {
    this.#cy.resize();
    if (!this.#isCameraSet && this.#picture) this.show(this.#picture);
    else if (this.#fitted && this.#isOtherThan(this.#fitted)) this.fit();
    else this.#moved();
  }

  /** A legend that grows by a line is no reason to move the camera, another layout is. */
  #isOtherThan({ width, height }: Size): boolean {
    const { clientWidth, clientHeight } = this.#container;
    const isOther = (now: number, then: number) => Math.abs(now - then) > 0.15 * then;
    return isOther(clientWidth, width) || isOther(clientHeight, height);
  }

  #moved(): void {
    if (!this.#placement || !this.#isCameraSet) return;
    const zoom = this.#cy.zoom();
    this.#events.moved({ placement: this.#placement, zoom, pan: { ...this.#cy.pan() } });
  }
}

function selectionOf({ cell, from, to }: Record<string, unknown>): Selection | undefined {
  if (typeof cell === 'string') return { kind: 'cell', key: cell };
  if (typeof from === 'string' && typeof to === 'string') return { kind: 'edge', from, to };
  return undefined;
}
