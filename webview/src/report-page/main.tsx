/** The script of the page of a run: shows the panel with one of the models in its place on the page. */
import type { RecordedRun } from 'everyturn/internal/report/recorded-map';
import { render } from 'preact';
import { Panel } from '../panel/panel.tsx';
import { recordedHost } from './recorded-host.ts';

void start();

async function start(): Promise<void> {
  const { models, maps } = await recordedRun();
  const panel = document.createElement('div');
  panel.id = 'panel';
  const frames = [...document.querySelectorAll<HTMLElement>('.panel-frame')];
  const buttons = frames.map((frame, index) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'primary';
    button.textContent = `Map and traces of ${models[index]?.name ?? ''}`;
    button.addEventListener('click', () => show(index));
    frame.append(button);
    return button;
  });
  const show = (index: number) => {
    const report = models[index];
    if (!report) return;
    const map = maps.find(({ file, model }) => file === report.file && model === report.name);
    render(null, panel);
    frames[index]?.append(panel);
    for (const [other, button] of buttons.entries()) button.hidden = other === index;
    render(<Panel host={recordedHost(report, map)} />, panel);
  };
  const worst = models.findIndex(({ verdicts }) =>
    Object.values(verdicts).some(({ kind }) => kind === 'violated' || kind === 'unreachable'),
  );
  show(Math.max(0, worst));
}

/** What the page holds as data: JSON, compressed (gzip) and written in letters (base64). */
async function recordedRun(): Promise<RecordedRun> {
  const text = document.getElementById('recorded')?.textContent ?? '';
  const bytes = Uint8Array.from(atob(text.trim()), (letter) => letter.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  // The page was written by the same version, in one piece.
  return JSON.parse(await new Response(unpacked).text()) as RecordedRun;
}
