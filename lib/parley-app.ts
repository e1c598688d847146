import type { App, IStackSynthesizer } from 'aws-cdk-lib';
import { CliCredentialsStackSynthesizer, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { type StageConfig, usesEdge } from './config.ts';
import { ApiStack } from './stacks/api-stack.ts';
import { DataStack } from './stacks/data-stack.ts';
import { EdgeStack, edgeRegion } from './stacks/edge-stack.ts';
import { IdentityStack } from './stacks/identity-stack.ts';
import { ObservabilityStack } from './stacks/observability-stack.ts';
import { RealtimeStack } from './stacks/realtime-stack.ts';
import { WebStack } from './stacks/web-stack.ts';

/**
 * The stacks of a stage. Each depends only on those before it: data, identity, realtime, api, edge (if a
 * setting needs it), web, observability.
 */
export const addStacks = (app: App, config: StageConfig): void => {
  const { stage, env, endpoint } = config;
  const id = (part: string) => `parley-${stage}-${part}`;
  // Emulators with IAM enabled refuse the bootstrap roles; our own credentials may do everything there.
  const shared = () => ({
    config,
    env,
    ...(endpoint !== null && {
      synthesizer: new CliCredentialsStackSynthesizer() as IStackSynthesizer,
    }),
  });
  const { table, uploads, deadLetters } = new DataStack(app, id('data'), shared());
  const { identity } = new IdentityStack(app, id('identity'), { ...shared(), table });
  const resources = { table, uploads, identity };
  const { sockets } = new RealtimeStack(app, id('realtime'), { ...shared(), ...resources });
  const api = new ApiStack(app, id('api'), { ...shared(), ...resources, sockets });
  const { gateway } = api;
  const edge = usesEdge(config)
    ? new EdgeStack(app, id('edge'), {
        ...shared(),
        env: { ...env, region: edgeRegion },
        crossRegionReferences: true,
      })
    : undefined;
  const crossRegionReferences = edge !== undefined;
  const origins = { uploads, gateway, sockets };
  const web = config.web
    ? new WebStack(app, id('web'), { ...shared(), ...origins, edge, crossRegionReferences })
    : undefined;
  if (config.monitoring) {
    const watched = { table, gateway, sockets, deadLetters, siteUrl: web?.siteUrl };
    new ObservabilityStack(app, id('observability'), { ...shared(), ...watched });
  }
  Tags.of(app).add('app', 'parley');
  Tags.of(app).add('stage', stage);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
};
