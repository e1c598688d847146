import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const standIn = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** A CommonJS module within an ES module calls `require` for Node's own modules. */
const banner = `import{createRequire as parleyRequire}from'node:module';const require=parleyRequire(import.meta.url);`;

/**
 * How a function is bundled; each choice was measured (`npm run bench:coldstart`, docs/performance.md).
 * - ES modules in several files: code that is imported with `import()` has a separate file, which loads when
 *   it is needed.
 * - From ES module sources, which can be tree-shaken.
 * - The SDK is bundled: the runtime's copy consists of many files.
 * - Minified: compile time depends on size. Stack traces lose names; `esbuild` can rebuild the source map.
 */
export const bundleOptions = (folder: string, outdir: string) =>
  ({
    absWorkingDir: root,
    entryPoints: { index: `${folder}/handler.ts` },
    outdir,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    mainFields: ['module', 'main'],
    minify: true,
    metafile: true,
    legalComments: 'none',
    outExtension: { '.js': '.mjs' },
    banner: { js: banner },
    alias: {
      zod: standIn('lazy-zod.ts'),
      '@aws-sdk/credential-provider-node': standIn('environment-credentials.ts'),
      '@aws-sdk/middleware-endpoint-discovery': standIn('no-endpoint-discovery.ts'),
      '@smithy/core/event-streams': standIn('no-event-streams.ts'),
    },
  }) as const;
