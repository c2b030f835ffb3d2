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

// At once: keys are heard as soon as the page is there. Few databases have names of their own.
show();
void api.names().then(
  (names) => {
    if (names.length === 0) return;
    learn(names);
    show();
  },
  // whatever keeps them back, the page itself says what is wrong
  () => undefined,
);
