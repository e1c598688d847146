import { outputsOf } from './outputs-of.ts';
import { run } from './run.ts';
import type { Target } from './target.ts';

/** Runs the e2e files against a deployed stage: at the site, or where there is none at its APIs. */
export const testDeployed = async (target: Target): Promise<void> => {
  const { SiteUrl, ApiUrl, SocketUrl } = await outputsOf(target);
  await run('vitest', ['run', '--project', 'e2e'], {
    environment: {
      ...target.environment,
      PARLEY_BASE_URL: SiteUrl ?? ApiUrl,
      ...(!SiteUrl && { PARLEY_WS_URL: SocketUrl }),
    },
  });
};
