import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { clientParts } from './vite/client-parts.ts';
import { emojiModules } from './vite/emoji-data.ts';
import { iconsApart } from './vite/icons-apart.ts';
import { inlineStyles } from './vite/inline-styles.ts';
import { leanFonts } from './vite/lean-fonts.ts';
import { leanRouter } from './vite/lean-router.ts';
import { licenses } from './vite/licenses.ts';
import { pageChunks } from './vite/page-chunks.ts';
import { preloadFirst } from './vite/preload-first.ts';
import { serviceWorker } from './vite/service-worker.ts';

const worker = `${import.meta.dirname}/worker/service-worker.ts`;

/**
 * The site. The one-process server also runs this in middleware mode, so it sets no port and no
 * proxy.
 */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    clientParts(),
    react(),
    tailwindcss(),
    emojiModules(),
    iconsApart(),
    inlineStyles(),
    leanFonts(),
    leanRouter(),
    licenses(),
    preloadFirst(),
    serviceWorker(worker),
  ],
  server: { fs: { allow: ['..'] } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Read by `npm run budget`.
    manifest: true,
    cssCodeSplit: false,
    target: ['chrome123', 'edge123', 'firefox121', 'safari17.5'],
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: { output: { codeSplitting: pageChunks } },
  },
});
