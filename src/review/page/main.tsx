import { render } from 'preact';
import { App } from './views/app.tsx';
import './style.css';
import './find.css';
import './look.css';
import { api } from './state/client.ts';
import { learn, words } from './words.ts';

document.title = words.title;
const root = document.getElementById('root');

function show(): void {
  if (root !== null) render(<App />, root);
}

// Whatever keeps names back, the page comes up, and says itself what is wrong.
void api.names().then(learn).then(show, show);
