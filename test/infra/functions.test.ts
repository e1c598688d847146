import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { limits } from '#contracts/limits.ts';
import { edgeEnv } from '../../functions/runtime/edge.ts';
import { httpEnv, metricsEnv, socketEnv, triggerEnv } from '../../functions/runtime/env.ts';
import { functionsOf, resourcesOf, targetOf } from './functions-of.ts';
import { synthesise } from './synthesise.ts';

const { config, parts, template } = synthesise('prod', {
  canaryMinutes: 15,
  pushContact: 'mailto:ops@example.com',
});
const functions = parts.flatMap((part) =>
  functionsOf(template(part)).map((found) => ({ ...found, part })),
);

const environments: Record<string, Record<string, z.ZodObject>> = {
  http: httpEnv,
  websocket: socketEnv,
  triggers: triggerEnv,
};
const envOf = (folder: string): z.ZodObject => {
  const [, kind = '', ...path] = folder.split('/');
  const name = path.at(-1) ?? '';
  const env = environments[kind]?.[name];
  if (!env) throw new Error(`${folder} has no environment`);
  return env;
};

/** Functions that anyone can call: they refuse requests that bypass CloudFront. */
const isBehindEdge = (folder: string): boolean =>
  folder.startsWith('functions/http/') || folder === 'functions/websocket/connect';

const foldersUnder = (folder: string): string[] =>
  readdirSync(folder)
    .map((name) => `${folder}/${name}`)
    .filter((path) => existsSync(`${path}/handler.ts`));

describe('the functions', () => {
  it('are one for every handler', () => {
    const handlers = ['http', 'http/mailbox', 'websocket', 'triggers'].flatMap((folder) =>
      foldersUnder(`functions/${folder}`),
    );

    expect(functions.map(({ folder }) => folder).sort()).toEqual(handlers.sort());
  });

  it.each(functions)(
    '$folder runs on Node 24 and arm64, within the gateway’s timeout, which `npm run read-only` waits',
    (found) => {
      const { Runtime, Architectures, Timeout, MemorySize } = found.properties;

      expect(Runtime).toBe('nodejs24.x');
      expect(Architectures).toEqual(['arm64']);
      expect(Timeout).toBeLessThan(limits.gatewayTimeoutSeconds);
      expect(MemorySize).toBeGreaterThanOrEqual(128);
    },
  );

  it.each(functions)('$folder has a separate log group, which expires', ({ part, properties }) => {
    const groups = resourcesOf(template(part), 'AWS::Logs::LogGroup');
    const id = targetOf(Object(properties['LoggingConfig'])['LogGroup']) ?? '';
    const users = functions.filter(
      (other) =>
        other.part === part &&
        targetOf(Object(other.properties['LoggingConfig'])['LogGroup']) === id,
    );

    expect(groups[id]?.Properties['RetentionInDays']).toBe(config.logRetentionDays);
    expect(users).toHaveLength(1);
  });

  it.each(functions)('$folder gets exactly the environment that it parses', (found) => {
    const env = envOf(found.folder);
    const { Variables = {} } = Object(found.properties['Environment']);
    // Values that CloudFormation fills in are replaced by texts of some length.
    const given = Object.fromEntries(
      Object.entries(Variables).map(([name, value]) => [
        name,
        typeof value === 'string' ? value : 'known-once-deployed',
      ]),
    );

    const parsed = {
      ...env.shape,
      ...(isBehindEdge(found.folder) && edgeEnv.shape),
      ...(!found.folder.startsWith('functions/triggers/') && metricsEnv),
    };

    expect(env.safeParse(given).success).toBe(true);
    expect(Object.keys(Variables).sort()).toEqual(Object.keys(parsed).sort());
  });

  it('of the CDK itself have log groups too', () => {
    const all = parts.flatMap((part) =>
      Object.values(resourcesOf(template(part), 'AWS::Lambda::Function')),
    );

    const without = all.filter(
      ({ Properties }) => !Object(Properties['LoggingConfig'])['LogGroup'],
    );
    expect(without).toEqual([]);
    expect(all.length).toBeGreaterThan(functions.length);
  });
});
