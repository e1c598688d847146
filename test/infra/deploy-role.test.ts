import { readdirSync, readFileSync } from 'node:fs';
import { App, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { DeployRoleStack } from '../../lib/stacks/deploy-role-stack.ts';
import { resourcesOf } from './functions-of.ts';

const stackWith = (hasProvider: boolean): Template => {
  const app = new App();
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const stack = new DeployRoleStack(app, 'roles', { repository: 'ada/parley', hasProvider });
  // Throws if cdk-nag has an open finding.
  return Template.fromStack(stack);
};

const template = stackWith(false);
const roleWith = (description: RegExp) => {
  const found = Object.entries(resourcesOf(template, 'AWS::IAM::Role')).find(([, { Properties }]) =>
    description.test(String(Properties['Description'])),
  );
  if (!found) throw new Error(`no role ${description}`);
  const [id, { Properties }] = found;
  const policies = Object.values(resourcesOf(template, 'AWS::IAM::Policy')).filter((policy) =>
    JSON.stringify(policy.Properties['Roles']).includes(`"${id}"`),
  );
  return {
    trust: Object(Properties['AssumeRolePolicyDocument']).Statement[0],
    text: JSON.stringify(policies.map((policy) => policy.Properties['PolicyDocument'])),
  };
};

describe('the roles of GitHub’s workflows', () => {
  it.each([
    [/^Deploys/, 'repo:ada/parley:ref:refs/heads/main'],
    [/^Shows/, 'repo:ada/parley:pull_request'],
  ])('%s trusts runs of %s only', (description, subject) => {
    const { trust } = roleWith(description);

    expect(trust.Action).toBe('sts:AssumeRoleWithWebIdentity');
    expect(trust.Condition).toEqual({
      StringEquals: {
        'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
        'token.actions.githubusercontent.com:sub': subject,
      },
    });
  });

  it('for pull requests may read, and use no role that changes anything', () => {
    const { text } = roleWith(/^Shows/);

    expect(text).toContain('cdk-hnb659fds-lookup-role');
    expect(text).not.toMatch(/deploy-role|publishing-role|Put|Update|Delete/);
  });

  it('for main may use the CDK’s roles, without rights of an administrator', () => {
    const { text } = roleWith(/^Deploys/);

    expect(text).toContain('cdk-hnb659fds-deploy-role');
    expect(text).not.toMatch(/"Action":"\*"|"iam:|cfn-exec-role/);
  });

  it('use GitHub’s provider if the account has it', () => {
    template.resourceCountIs('AWS::IAM::OIDCProvider', 1);
    stackWith(true).resourceCountIs('AWS::IAM::OIDCProvider', 0);
  });
});

const folder = '.github/workflows';
const workflows = readdirSync(folder).map((name) => ({
  name,
  text: readFileSync(`${folder}/${name}`, 'utf8'),
}));

describe.each(workflows)('the workflow $name', ({ text }) => {
  const { jobs, permissions } = parse(text) as {
    jobs: Record<string, { steps: { uses?: string; run?: string }[] }>;
    permissions: Record<string, string>;
  };
  const steps = Object.values(jobs).flatMap((job) => job.steps);

  it('pins every action by the hash of its commit', () => {
    const used = steps.flatMap(({ uses }) => uses ?? []);

    expect(used.length).toBeGreaterThan(0);
    for (const action of used) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
  });

  it('has named permissions, and uses no untrusted text in a command', () => {
    expect(permissions['contents']).toMatch(/^(read|write)$/);
    expect(Object.keys(permissions)).toEqual(['contents']);
    for (const { run = '' } of steps) {
      expect(run).not.toMatch(/\$\{\{\s*(github\.(event|head_ref)|vars\.)/);
    }
  });
});

describe('the workflow that deploys', () => {
  const { on, jobs } = parse(readFileSync(`${folder}/deploy.yml`, 'utf8')) as {
    on: Record<string, unknown>;
    jobs: Record<'plan' | 'deploy', { if: string; permissions: Record<string, string> }>;
  };

  it('deploys main only, after every check has passed', () => {
    expect(Object.keys(on)).toEqual(['pull_request', 'workflow_run']);
    expect(on['workflow_run']).toEqual({
      workflows: ['check'],
      types: ['completed'],
      branches: ['main'],
    });
    expect(jobs.deploy.if).toContain("workflow_run.conclusion == 'success'");
    expect(jobs.deploy.if).toContain("workflow_run.head_branch == 'main'");
    expect(jobs.deploy.if).toContain("workflow_run.event == 'push'");
  });

  it('plans for pull requests of the repository itself, without the role that deploys', () => {
    expect(jobs.plan.if).toContain('head.repo.full_name == github.repository');
    expect(JSON.stringify(jobs.plan)).not.toContain('AWS_DEPLOY_ROLE');
  });
});
