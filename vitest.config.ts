import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Resolves `#backend` to adapters/local; the default is adapters/aws. */
const localHome = { ssr: { resolve: { conditions: ['local'] } } };

/** Tests wait for states; these timeouts only end tests that hang, so a slow machine causes no failures. */
const patient = {
  testTimeout: 300_000,
  hookTimeout: 300_000,
  expect: { poll: { timeout: 250_000 } },
  setupFiles: ['test/support/file-end/setup.ts'],
};

/**
 * A worker loads each module once for all of its files, which halves the processor time of a suite of small
 * files. So each file must restore the globals and timers that it changes.
 */
const shared = { ...patient, isolate: false };

/** Files that replace modules, or that test what a module does when it loads. */
const isolatedFiles = 'test/web/**/*.isolated.test.{ts,tsx}';

/**
 * Generators and packages of clients, files of earlier versions and of another messenger,
 * and checks of `npm run verify` against a sabotaged Parley.
 */
const slowFiles = [
  'test/e2e/local/{generated-clients,client-package}.test.ts',
  'test/e2e/local/data/guard-migration.test.ts',
  'test/e2e/local/moves/import-postgres.test.ts',
  'test/e2e/local/verify/!(command).test.ts',
] as const;

const web = {
  plugins: [react()],
  resolve: { conditions: ['local'] },
};
const webTest = {
  environment: 'happy-dom',
  setupFiles: [...patient.setupFiles, 'test/web/support/setup.ts'],
};

export default defineConfig({
  test: {
    // For two cores: more workers only slow down the suites with servers.
    maxWorkers: 2,
    projects: [
      { test: { ...shared, name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      {
        ...localHome,
        test: { ...shared, name: 'contract', include: ['test/contract/**/*.test.ts'] },
      },
      {
        ...localHome,
        test: { ...patient, name: 'ports-local', include: ['test/ports/local{,-*}.test.ts'] },
      },
      {
        test: { ...patient, name: 'ports-aws', include: ['test/ports/aws*.test.ts'] },
      },
      {
        test: { ...patient, name: 'ports-localstack', include: ['test/ports/localstack.test.ts'] },
      },
      { test: { ...shared, name: 'infra', include: ['test/infra/**/*.test.ts'] } },
      {
        ...web,
        test: {
          ...shared,
          ...webTest,
          name: 'web',
          include: ['test/web/**/*.test.{ts,tsx}'],
          exclude: [isolatedFiles],
        },
      },
      {
        ...web,
        test: { ...patient, ...webTest, name: 'web-isolated', include: [isolatedFiles] },
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
          ...shared,
          name: 'e2e',
          include: ['test/e2e/*.test.ts', 'test/e2e/{messages,people}/*.test.ts'],
          globalSetup: ['test/e2e/support/shared-home.ts'],
          // An emulator is too slow for several files at a time.
          fileParallelism: !process.env['PARLEY_BASE_URL'],
        },
      },
      {
        test: {
          ...shared,
          name: 'e2e-local',
          include: ['test/e2e/local/**/*.test.ts', 'test/chaos/**/*.test.ts'],
          exclude: [...slowFiles],
        },
      },
      { test: { ...shared, name: 'e2e-slow', include: [...slowFiles] } },
      ...['chromium', 'firefox', 'webkit'].map((engine) => ({
        test: {
          ...patient,
          name: engine,
          include: ['test/engines/*.test.ts'],
          env: { PARLEY_ENGINE: engine },
        },
      })),
      { test: { ...patient, name: 'adoption', include: ['test/adoption/**/*.test.ts'] } },
      {
        test: {
          ...patient,
          name: 'stage-life',
          include: ['test/stage-life/**/*.test.ts'],
          // Each file deploys, which writes into one folder of the CDK.
          fileParallelism: false,
        },
      },
      { test: { ...patient, name: 'upgrades', include: ['test/upgrades/**/*.test.ts'] } },
      { test: { ...patient, name: 'container', include: ['test/container/**/*.test.ts'] } },
      { test: { ...patient, name: 'systemd', include: ['test/systemd/**/*.test.ts'] } },
      { test: { ...patient, name: 'cfn-lint', include: ['test/templates/**/*.test.ts'] } },
      { test: { ...patient, name: 'logs', include: ['test/logs/**/*.test.ts'] } },
    ],
  },
});
