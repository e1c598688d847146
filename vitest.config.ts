import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Resolves `#backend` to adapters/local; the default is adapters/aws. */
const localHome = { ssr: { resolve: { conditions: ['local'] } } };

export default defineConfig({
  test: {
    // Two cores: more workers only make the suites with servers slower.
    maxWorkers: 2,
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      { ...localHome, test: { name: 'contract', include: ['test/contract/**/*.test.ts'] } },
      {
        ...localHome,
        test: {
          name: 'ports-local',
          include: ['test/ports/local*.test.ts'],
          // Passwords are hashed as slowly as ever, however busy the machine is.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'ports-aws',
          include: ['test/ports/aws*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'infra',
          // The CDK is large: a worker loads it once for all of its files.
          isolate: false,
          include: ['test/infra/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 180_000,
        },
      },
      {
        plugins: [react()],
        resolve: { conditions: ['local'] },
        test: {
          name: 'web',
          include: ['test/web/**/*.test.{ts,tsx}'],
          environment: 'happy-dom',
          setupFiles: ['test/web/support/setup.ts'],
          testTimeout: 60_000,
        },
      },
      {
        ...localHome,
        test: { name: 'property-local', include: ['test/property/local*.test.ts'] },
      },
      {
        test: {
          name: 'property-aws',
          include: ['test/property/aws*.test.ts'],
          hookTimeout: 180_000,
        },
      },
      { test: { name: 'simulator', include: ['test/simulator/**/*.test.ts'] } },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts', 'test/chaos/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          // In one process each file has a server of its own; an endpoint is shared.
          fileParallelism: !process.env['PARLEY_BASE_URL'],
        },
      },
      { test: { name: 'logs', include: ['test/logs/**/*.test.ts'] } },
    ],
  },
});
