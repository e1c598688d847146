import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Controls } from './controls.tsx';
import { Files } from './files.tsx';
import { Lists } from './lists.tsx';
import { Messages } from './messages.tsx';
import { Stage } from './stage.tsx';

const Gallery = () => (
  <main className="mx-auto flex max-w-5xl flex-col gap-12 px-4 py-10">
    <header>
      <h1 className="text-3xl font-bold tracking-tight">Components</h1>
      <p className="mt-2 text-ink-soft">
        What the site is made of, in its states, in light and in dark. For those who work on it: no
        part of what is built.
      </p>
    </header>
    <Controls />
    <Lists />
    <Messages />
    <Files />
  </main>
);

export const showGallery = (): void => {
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root');
  createRoot(root).render(
    <StrictMode>
      <Stage>
        <Gallery />
      </Stage>
    </StrictMode>,
  );
};
