import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { StageConfig, StageName } from '../../lib/config.ts';
import { stageConfig } from '../../lib/config.ts';
import { addStacks } from '../../lib/parley-app.ts';

const settings: unknown = JSON.parse(readFileSync('cdk.json', 'utf8'));
const { context } = settings as { context: Record<string, unknown> };

export type StackPart = 'data' | 'identity' | 'realtime' | 'api' | 'edge' | 'web' | 'observability';

export interface Synthesised {
  readonly app: App;
  readonly config: StageConfig;
  readonly parts: StackPart[];
  /** The template of one of the stage's stacks. */
  template(part: StackPart): Template;
  stack(part: StackPart): Stack;
}

const make = (
  stage: StageName,
  overrides: Record<string, unknown> = {},
  environment: NodeJS.ProcessEnv = {},
  extraContext: Record<string, unknown> = {},
): Synthesised => {
  const app = new App({
    context: {
      ...context,
      stage,
      ...extraContext,
      [`parley:${stage}`]: overrides,
      'aws:cdk:bundling-stacks': [],
      'aws:cdk:enable-path-metadata': false,
    },
  });
  const config = stageConfig((key) => app.node.tryGetContext(key), environment);
  const site = mkdtempSync(join(tmpdir(), 'parley-site-'));
  addStacks(app, { ...config, siteFolder: site });
  const stacks = new Map(
    app.node.children
      .filter((child) => Stack.isStack(child))
      .map((stack) => [stack.node.id.split('-').at(-1) as StackPart, stack]),
  );
  const stackOf = (part: StackPart): Stack => {
    const stack = stacks.get(part);
    if (!stack) throw new Error(`stage ${stage} has no stack ${part}`);
    return stack;
  };
  const templates = new Map([...stacks].map(([part, stack]) => [part, Template.fromStack(stack)]));
  rmSync(site, { recursive: true });
  return {
    app,
    config,
    parts: [...stacks.keys()],
    stack: stackOf,
    template: (part) => templates.get(part) ?? Template.fromStack(stackOf(part)),
  };
};

const made = new Map<string, Synthesised>();

/**
 * The stacks of a stage without bundling: fast, and independent of the functions' code. Synthesised once per
 * worker for the same settings: files share the result and must not change it. `overrides`: settings in
 * cdk.json; `extraContext`: options of the CDK's command line.
 */
export const synthesise = (...given: Parameters<typeof make>): Synthesised => {
  const key = JSON.stringify(given);
  const known = made.get(key) ?? make(...given);
  made.set(key, known);
  return known;
};
