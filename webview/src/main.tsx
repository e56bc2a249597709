import { render } from 'preact';
import { connect } from './host/host.ts';
import { Panel } from './panel/panel.tsx';

const root = document.getElementById('panel');
if (root) render(<Panel host={connect()} />, root);
