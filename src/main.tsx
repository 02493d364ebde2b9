import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { reportCaught } from './shell/report.ts';
import './ui/styles.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root, { onCaughtError: reportCaught }).render(<App />);
