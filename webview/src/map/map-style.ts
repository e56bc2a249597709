import type { StylesheetJson } from 'cytoscape';
import type { MapTheme } from './theme.ts';

/** The look of the drawing under a theme. */
export function mapStyle(theme: MapTheme): StylesheetJson {
  return [...cells(theme), ...captions(theme), ...badges(theme), ...edges(theme)];
}

function cells(theme: MapTheme): StylesheetJson {
  return [
    {
      selector: 'node',
      style: {
        'font-family': theme.font,
        color: theme.text,
        label: 'data(text)',
        'text-valign': 'center',
        'text-halign': 'center',
        'overlay-opacity': 0,
        'z-index-compare': 'manual',
      },
    },
    {
      selector: '.cell',
      style: {
        shape: 'ellipse',
        width: 'data(size)',
        height: 'data(size)',
        'background-color': theme.cellFill,
        'border-width': 1.5,
        'border-color': theme.cell,
        'font-size': theme.fontSize,
        'font-weight': 600,
        'outline-color': theme.path,
        'outline-offset': 3,
        'outline-width': 0,
        'z-index': 2,
      },
    },
    { selector: '.small', style: { 'font-size': Math.round(theme.fontSize * 1.4) } },
    {
      selector: '.open',
      style: {
        'pie-size': '100%',
        'pie-hole': 'data(hole)',
        'pie-1-background-color': theme.open,
        'pie-1-background-size': (cell) => cell.data('openShare'),
      },
    },
    { selector: '.initial', style: { 'border-style': 'double', 'border-width': 5 } },
    {
      selector: '.violated',
      style: {
        shape: 'octagon',
        'border-style': 'double',
        'border-width': 6,
        'border-color': theme.violated,
        'background-color': theme.violatedFill,
      },
    },
    { selector: '.onPath', style: { 'border-width': 5, 'border-color': theme.path } },
    { selector: '.violated.onPath', style: { 'border-width': 7, 'border-color': theme.violated } },
    { selector: '.chosen', style: { 'outline-width': 3 } },
    { selector: '.current', style: { 'outline-width': 2, 'outline-style': 'dashed' } },
  ];
}

function captions(theme: MapTheme): StylesheetJson {
  return [
    {
      selector: '.caption',
      style: {
        width: 1,
        height: 1,
        'background-opacity': 0,
        'text-valign': 'bottom',
        'text-wrap': 'wrap',
        'text-max-width': '116px',
        'font-size': Math.round(theme.fontSize * 0.86),
        'line-height': 1.15,
        'text-background-color': theme.background,
        'text-background-opacity': 0.82,
        'text-background-padding': '1px',
        'min-zoomed-font-size': 6,
        'z-index': 3,
      },
    },
    { selector: '.caption.kept', style: { label: '' } },
    {
      selector: '.caption.kept.told',
      style: {
        label: 'data(text)',
        'font-size': Math.round(theme.fontSize * 1.5),
        'text-max-width': '220px',
        'text-background-opacity': 1,
        'min-zoomed-font-size': 0,
        'z-index': 8,
      },
    },
  ];
}

function badges(theme: MapTheme): StylesheetJson {
  return [
    {
      selector: '.badge',
      style: {
        shape: 'round-rectangle',
        width: 'data(width)',
        height: 16,
        'font-size': 10.5,
        'font-weight': 600,
        'background-color': theme.background,
        'border-width': 1.5,
        'z-index': 6,
      },
    },
    {
      selector: '.steps',
      style: {
        'background-color': theme.path,
        'border-color': theme.background,
        color: theme.pathText,
      },
    },
    {
      selector: '.pathName',
      style: { 'border-color': theme.path, height: 18, 'font-size': 11, 'z-index': 7 },
    },
    {
      selector: '.innerCount',
      style: {
        height: 13,
        'font-size': 9.5,
        'font-weight': 400,
        'border-width': 0,
        'background-opacity': 0.75,
        color: theme.muted,
      },
    },
    { selector: '.openCount', style: { 'border-color': theme.open } },
    { selector: '.fencedCount', style: { 'border-color': theme.fenced } },
    { selector: '.wrong', style: { 'border-color': theme.violated } },
  ];
}

function edges(theme: MapTheme): StylesheetJson {
  return [
    {
      selector: 'edge',
      style: {
        'curve-style': 'unbundled-bezier',
        'control-point-distances': 'data(bow)',
        'control-point-weights': 0.5,
        'edge-distances': 'node-position',
        'target-arrow-shape': 'triangle',
        'arrow-scale': 0.8,
        'overlay-opacity': 0,
        'z-index-compare': 'manual',
        'z-index': 1,
        'text-rotation': 'autorotate',
        'text-max-width': '84px',
        'font-family': theme.font,
        'font-size': Math.round(theme.fontSize * 0.77),
        color: theme.text,
        'text-wrap': 'wrap',
        'text-background-color': theme.background,
        'text-background-opacity': 0.88,
        'text-background-padding': '2px',
        'min-zoomed-font-size': 6,
      },
    },
    {
      selector: '.edge',
      style: {
        width: 'data(width)',
        'line-color': theme.edge,
        'target-arrow-color': theme.edge,
      },
    },
    { selector: '.straight', style: { 'curve-style': 'straight' } },
    { selector: '.named', style: { label: 'data(text)', 'z-index': 5 } },
    {
      selector: '.lit',
      style: {
        label: 'data(text)',
        'line-color': theme.text,
        'target-arrow-color': theme.text,
        'z-index': 5,
      },
    },
    { selector: '.faded', style: { opacity: 0.4, 'z-index': 1 } },
    {
      selector: '.path',
      style: {
        width: 4,
        'line-color': theme.path,
        'target-arrow-color': theme.path,
        'z-index': 4,
      },
    },
  ];
}
