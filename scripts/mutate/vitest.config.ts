import { defineConfig, type Plugin } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { lastingPool } from './lasting-pool.ts';

const quick = ['test/unit/core/**/*.test.ts'];
const slow = ['scripts/mutate/suites/*.test.ts'];
const isQuick = process.env['PARLEY_MUTATE_QUICK'] === 'true';
const isReloading = process.env['PARLEY_MUTATE_STATIC'] === 'true';

/** Fast files first: they detect most mutants, and the first failure ends a run. */
class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number =>
      ['/unit/', '/ports.', '/property.'].findIndex((part) => moduleId.includes(part));
    return [...files].sort((one, other) => rank(one) - rank(other));
  }
}

const lasting: Plugin = {
  name: 'parley:lasting-pool',
  configureVitest: ({ project }) => {
    if (isReloading) return;
    project.config.pool = lastingPool.name;
    project.config.poolRunner = lastingPool;
  },
};

/** The suites that test mutants of the core; they start no server. */
export default defineConfig({
  plugins: [lasting],
  ssr: { resolve: { conditions: ['local'] } },
  test: {
    include: isQuick ? quick : [...quick, ...slow],
    setupFiles: ['scripts/mutate/load-core.ts'],
    isolate: isReloading,
    sequence: { sequencer: QuickFirst },
    // Ends tests that hang because of a mutant. A busy machine needs a hundred times as long as an
    // idle one.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
