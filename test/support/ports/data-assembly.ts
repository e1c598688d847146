import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { guardedStacks } from '#scripts/deploy/guards.ts';
import { synthesise } from '../../infra/synthesise.ts';

export const stage = 'localstack';
export const [StackName = ''] = guardedStacks(stage);
/** Everything that a prod stage has in this stack. */
const settings = { protectData: true, auditLog: true, monitoring: true };

/**
 * LocalStack without containers runs no functions and would wait for them, so they are left out, with the resources that
 * name them. Their roles and logs are created.
 */
const isFunction = ({ Type }: Resource): boolean => Type === 'AWS::Lambda::Function';

interface Resource {
  readonly Type: string;
}
interface Template {
  Resources: Record<string, Resource>;
}

const names = (resource: Resource, id: string): boolean =>
  JSON.stringify(resource).includes(`"${id}"`);

/** Removes the functions, what names them, and what names that. */
const leaveOutFunctions = ({ Resources }: Template): void => {
  const left = Object.keys(Resources).filter((id) => isFunction(Resources[id] as Resource));
  for (const id of left) {
    delete Resources[id];
    for (const [other, resource] of Object.entries(Resources))
      if (names(resource, id) && !left.includes(other)) left.push(other);
  }
};

/** The CDK's output of a stage, whose data stack has no functions. */
export const assemblyOf = (context: Record<string, unknown>) => {
  const { app } = synthesise(stage, settings, process.env, context);
  const { directory } = app.synth();
  const file = join(directory, `${StackName}.template.json`);
  const template = JSON.parse(readFileSync(file, 'utf8')) as Template;
  leaveOutFunctions(template);
  writeFileSync(file, JSON.stringify(template));
  return { directory, types: Object.values(template.Resources).map(({ Type }) => Type) };
};
