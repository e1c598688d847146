import { defineConfig } from 'vitest/config';

/** The suites that mutants of the core meet: they start no server. */
export default defineConfig({
  ssr: { resolve: { conditions: ['local'] } },
  test: {
    include: [
      'test/unit/core/**/*.test.ts',
      'test/ports/local.test.ts',
      'test/property/local.test.ts',
      'test/property/local-audience.test.ts',
    ],
    // Tests of the tests break the core on purpose, and hashing a password is not of the core.
    testNamePattern: '^(?!.*(disagrees|IdentityProvider|BlobStore|HealthProbe))',
    testTimeout: 60_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
