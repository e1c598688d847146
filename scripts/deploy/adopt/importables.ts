import { readFileSync } from 'node:fs';
import { App, type CfnElement, Stack } from 'aws-cdk-lib';
import type { StageConfig } from '../../../lib/config.ts';
import { addStacks } from '../../../lib/parley-app.ts';
import { DataStack } from '../../../lib/stacks/data-stack.ts';
import { IdentityStack } from '../../../lib/stacks/identity-stack.ts';
import { root } from '../run.ts';
import type { Kept } from './kept.ts';

/** An existing resource and its place in a template. */
export interface Importable {
  readonly logicalId: string;
  /** The property by which CloudFormation identifies the resource. */
  readonly identifier: Readonly<Record<string, string>>;
}

const idIn = (stack: Stack, resource: { node: { defaultChild?: unknown } }): string =>
  stack.resolve(stack.getLogicalId(resource.node.defaultChild as CfnElement)) as string;

export interface Imports {
  /** The folder of the CDK's templates. */
  readonly assembly: string;
  readonly byStack: Readonly<Record<string, readonly Importable[]>>;
}

/**
 * The resources to import, by stack, and templates for the import: without functions, which take a minute to
 * bundle.
 */
export const importsOf = (config: StageConfig, kept: Kept): Imports => {
  const { context } = JSON.parse(readFileSync(`${root}cdk.json`, 'utf8')) as {
    context: Record<string, unknown>;
  };
  const app = new App({ context: { ...context, 'aws:cdk:bundling-stacks': [] } });
  addStacks(app, { ...config, isAdopting: true });
  const stacks = app.node.children.filter((child) => Stack.isStack(child));
  const data = stacks.find((stack) => stack instanceof DataStack);
  const identity = stacks.find((stack) => stack instanceof IdentityStack);
  if (!data || !identity) throw new Error('a stage has stacks of data and identity');
  const byStack = {
    [data.stackName]: [
      { logicalId: idIn(data, data.table), identifier: { TableName: kept.TableName } },
      { logicalId: idIn(data, data.uploads), identifier: { BucketName: kept.UploadBucketName } },
    ],
    [identity.stackName]: [
      { logicalId: idIn(identity, identity.identity), identifier: { UserPoolId: kept.UserPoolId } },
    ],
  };
  return { assembly: app.synth().directory, byStack };
};
