import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { emojiModules } from './vite/emoji-data.ts';
import { preloadFirst } from './vite/preload-first.ts';
import { serviceWorker } from './vite/service-worker.ts';
import { sharedChunk } from './vite/shared-chunk.ts';

const worker = `${import.meta.dirname}/worker/service-worker.ts`;

/** The site. Also what the one-process server runs in middleware mode, so it sets no port and no proxy. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss(), emojiModules(), preloadFirst(), serviceWorker(worker)],
  server: { fs: { allow: ['..'] } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Read by `npm run budget`.
    manifest: true,
    target: ['chrome123', 'edge123', 'firefox121', 'safari17.5'],
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: { output: { codeSplitting: sharedChunk } },
  },
});
