import { App } from 'aws-cdk-lib';
import { stageConfig } from '../lib/config.ts';
import { addStacks } from '../lib/parley-app.ts';

const app = new App();
addStacks(
  app,
  stageConfig((key) => app.node.tryGetContext(key)),
);
