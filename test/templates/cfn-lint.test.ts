import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { stageNames } from '../../lib/config.ts';
import { everySetting } from '../infra/every-setting.ts';
import { synthesise } from '../infra/synthesise.ts';
import { findingsOf } from '../support/cfn-lint/cfn-lint.ts';

const regions = ['eu-central-1', 'us-east-1'];

/** Rules that generated templates break, each with its reason. */
const ignored = [
  // The CDK writes DependsOn even where a reference already implies it.
  'W3005',
];

const folder = mkdtempSync(join(tmpdir(), 'parley-templates-'));
afterAll(() => rmSync(folder, { recursive: true }));

const written = (name: string, template: unknown): string => {
  const file = join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify(template));
  return file;
};

/** Certificates and firewall rules are in another region than the rest, so the region must be known. */
const where = { CDK_DEFAULT_ACCOUNT: '111111111111', CDK_DEFAULT_REGION: 'eu-central-1' };

/** The templates of a stage, as files. */
const templatesOf = (
  stage: (typeof stageNames)[number],
  settings: Record<string, unknown> = {},
): string[] => {
  const { parts, template } = synthesise(stage, settings, where);
  const kind = Object.keys(settings).length > 0 ? 'every-setting' : 'defaults';
  return parts.map((part) => written(`${stage}-${part}-${kind}`, template(part).toJSON()));
};

test('all stages, by default and with every setting, have no finding in two regions', async () => {
  const files = [
    ...stageNames.flatMap((stage) => templatesOf(stage)),
    ...templatesOf('prod', everySetting),
  ];

  expect(files.length).toBeGreaterThan(20);
  expect(await findingsOf(files, regions, ignored)).toEqual([]);
}, 900_000);

test('a mistake causes a finding', async () => {
  const mistaken = written('mistaken', {
    Resources: {
      Queue: { Type: 'AWS::SQS::Queue', Properties: { MessageRetentionPeriod: 'for ever' } },
    },
  });

  expect(await findingsOf([mistaken], regions, [])).toEqual([
    expect.stringMatching(/^E\d+ mistaken\.json: /),
  ]);
});
