import type { StackProps } from 'aws-cdk-lib';
import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { folderOf, routeNames, routes } from '#contracts/routes.ts';
import type { StageConfig } from '../config.ts';
import { together } from '../constructs/binding.ts';
import { ParleyFunction } from '../constructs/function.ts';
import { FunctionSettings } from '../constructs/function-settings.ts';
import { HttpGateway } from '../constructs/http-gateway.ts';
import { requestQueries, SavedQueries } from '../constructs/saved-queries.ts';
import type { Endpoint, Resources } from '../endpoints/endpoint.ts';
import { httpEndpoints } from '../endpoints/http-endpoints.ts';
import { defaultEndpoint } from '../endpoints/system-endpoints.ts';

interface ApiStackProps extends StackProps, Omit<Resources, 'settings'> {
  readonly config: StageConfig;
}

/** The HTTP API with one function per route. */
export class ApiStack extends Stack {
  readonly gateway: HttpGateway;

  constructor(scope: Construct, id: string, props: ApiStackProps) {
    super(scope, id, props);
    const { config } = props;
    this.gateway = new HttpGateway(this, 'Http', props);
    const resources = { ...props, settings: new FunctionSettings(this, config) };
    const groups: ILogGroup[] = [];
    const functionOf = (name: string, spec: Endpoint, folder = name) => {
      const made = new ParleyFunction(this, name, {
        ...spec,
        config,
        folder: `functions/http/${folder}`,
        backend: together(
          spec.backend(resources),
          resources.settings.viewer,
          resources.settings.metrics,
        ),
      });
      groups.push(made.logGroup);
      return made;
    };
    for (const name of routeNames) {
      const spec = httpEndpoints[name];
      const throttle = config.throttles[spec.throttle ?? 'default'];
      this.gateway.addRoute(name, routes[name], functionOf(name, spec, folderOf(name)), throttle);
    }
    this.gateway.addDefault(functionOf('default', defaultEndpoint));
    if (config.monitoring) {
      new SavedQueries(this, 'Queries', { config, groups, queries: requestQueries });
    }
    new CfnOutput(this, 'ApiUrl', { value: this.gateway.url });
    new CfnOutput(this, 'Registration', { value: config.registration });
  }
}
