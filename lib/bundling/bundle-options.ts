import { fileURLToPath } from 'node:url';

const standIn = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/**
 * How a function is bundled into one file; each choice was measured (`npm run bench:coldstart`,
 * docs/cost.md).
 * - CommonJS output, which starts faster, from ES module sources, which can be tree-shaken.
 * - The SDK is bundled: the runtime's copy consists of many files.
 * - Minified: compile time depends on size. Stack traces lose names; `esbuild` can rebuild the source map.
 */
export const bundleOptions = {
  format: 'cjs',
  target: 'node24',
  mainFields: ['module', 'main'],
  minify: true,
  alias: {
    '@aws-sdk/credential-provider-node': standIn('environment-credentials.ts'),
    '@aws-sdk/middleware-endpoint-discovery': standIn('no-endpoint-discovery.ts'),
    '@smithy/core/event-streams': standIn('no-event-streams.ts'),
  },
} as const;
