import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Resolves `#backend` to adapters/local; the default is adapters/aws. */
const localHome = { ssr: { resolve: { conditions: ['local'] } } };

/** A busy machine is slow, not wrong: tests wait for states, and these times only end what hangs. */
const patient = {
  testTimeout: 180_000,
  hookTimeout: 180_000,
  expect: { poll: { timeout: 20_000 } },
};

export default defineConfig({
  test: {
    // Two cores: more workers only make the suites with servers slower.
    maxWorkers: 2,
    projects: [
      { test: { ...patient, name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      {
        ...localHome,
        test: { ...patient, name: 'contract', include: ['test/contract/**/*.test.ts'] },
      },
      {
        ...localHome,
        test: { ...patient, name: 'ports-local', include: ['test/ports/local*.test.ts'] },
      },
      {
        test: { ...patient, name: 'ports-aws', include: ['test/ports/aws*.test.ts'] },
      },
      {
        test: {
          ...patient,
          name: 'infra',
          // The CDK is large: a worker loads it once for all of its files.
          isolate: false,
          include: ['test/infra/**/*.test.ts'],
        },
      },
      {
        plugins: [react()],
        resolve: { conditions: ['local'] },
        test: {
          ...patient,
          name: 'web',
          include: ['test/web/**/*.test.{ts,tsx}'],
          environment: 'happy-dom',
          setupFiles: ['test/web/support/setup.ts'],
        },
      },
      {
        ...localHome,
        test: { ...patient, name: 'property-local', include: ['test/property/local*.test.ts'] },
      },
      {
        test: { ...patient, name: 'property-aws', include: ['test/property/aws*.test.ts'] },
      },
      { test: { ...patient, name: 'simulator', include: ['test/simulator/**/*.test.ts'] } },
      {
        test: {
          ...patient,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts', 'test/chaos/**/*.test.ts'],
          // In one process each file has a server of its own; an endpoint is shared.
          fileParallelism: !process.env['PARLEY_BASE_URL'],
        },
      },
      ...['chromium', 'firefox', 'webkit'].map((engine) => ({
        test: {
          ...patient,
          name: engine,
          include: ['test/engines/*.test.ts'],
          env: { PARLEY_ENGINE: engine },
        },
      })),
      { test: { ...patient, name: 'cfn-lint', include: ['test/templates/**/*.test.ts'] } },
      { test: { ...patient, name: 'logs', include: ['test/logs/**/*.test.ts'] } },
    ],
  },
});
