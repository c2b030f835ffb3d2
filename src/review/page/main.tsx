import { render } from 'preact';
import { App } from './views/app.tsx';
import './style.css';
import './find.css';
import './look.css';
import { words } from './words.ts';

document.title = words.title;
const root = document.getElementById('root');
if (root !== null) render(<App />, root);
