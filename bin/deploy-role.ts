import { App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { DeployRoleStack } from '../lib/stacks/deploy-role-stack.ts';

/** The app with the roles for GitHub's workflows. A person deploys it once; a workflow never does. */
const app = new App();
const repository = String(app.node.tryGetContext('repository') ?? '');
if (!/^[\w.-]+\/[\w.-]+$/.test(repository)) {
  throw new Error('pass --context repository=OWNER/NAME, as on GitHub');
}
new DeployRoleStack(app, 'parley-deploy-role', {
  repository,
  hasProvider: app.node.tryGetContext('has-provider') === 'true',
});
Tags.of(app).add('app', 'parley');
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
