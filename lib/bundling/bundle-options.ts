import { fileURLToPath } from 'node:url';

const standIn = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/**
 * How a function becomes one file; each choice was measured (`npm run bench:coldstart`, docs/cost.md).
 * - CommonJS, which starts faster than ES modules, made of ES modules, which can be tree-shaken.
 * - The SDK is bundled: the runtime's copy is read from many files.
 * - Minified: compiling is most of a start, and goes by size. Names of stacks are lost with it; the log
 *   line of a request tells its route and error, and `esbuild` makes the same file again with a map.
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
