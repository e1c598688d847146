import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { guardedStacks } from '#scripts/deploy/guards.ts';
import { synthesise } from '../../infra/synthesise.ts';

export const stage = 'localstack';
export const [StackName = ''] = guardedStacks(stage);
/** Everything that a prod stage has in this stack. */
const settings = { protectData: true, auditLog: true, monitoring: true };

/**
 * LocalStack without containers runs no functions and would wait for them, so they are left out. Their roles
 * and logs are created.
 */
const leftOut = ['AWS::Lambda::Function', 'AWS::Lambda::EventSourceMapping'];

interface Template {
  Resources: Record<string, { Type: string }>;
}

/** The CDK's output of a stage, whose data stack has no functions. */
export const assemblyOf = (context: Record<string, unknown>) => {
  const { app } = synthesise(stage, settings, process.env, context);
  const { directory } = app.synth();
  const file = join(directory, `${StackName}.template.json`);
  const template = JSON.parse(readFileSync(file, 'utf8')) as Template;
  for (const [id, { Type }] of Object.entries(template.Resources))
    if (leftOut.includes(Type)) delete template.Resources[id];
  writeFileSync(file, JSON.stringify(template));
  return { directory, types: Object.values(template.Resources).map(({ Type }) => Type) };
};
