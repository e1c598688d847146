import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let folder: string;
let sts: Server;
/** Bodies of the requests to the token service, one query string each. */
const requests: URLSearchParams[] = [];

const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
const role = `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIAROLE</AccessKeyId>
  <SecretAccessKey>role-secret</SecretAccessKey><SessionToken>role-token</SessionToken>
  <Expiration>${inAnHour}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-credentials-'));
  const source = { Version: 1, AccessKeyId: 'AKIAPROCESS', SecretAccessKey: 'process-secret' };
  await writeFile(join(folder, 'process.json'), JSON.stringify(source));
  await writeFile(
    join(folder, 'config'),
    `[profile keys]
aws_access_key_id = AKIAKEYS
aws_secret_access_key = keys-secret
region = eu-west-3
[profile process]
credential_process = cat ${join(folder, 'process.json')}
region = eu-west-3
[profile mfa]
role_arn = arn:aws:iam::111111111111:role/deployer
mfa_serial = arn:aws:iam::111111111111:mfa/ada
source_profile = keys
region = eu-west-3
`,
  );
  sts = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    const query = new URLSearchParams(body);
    requests.push(query);
    const isRightCode = query.get('TokenCode') === '123456';
    response.statusCode = isRightCode ? 200 : 403;
    response.setHeader('content-type', 'text/xml');
    response.end(
      isRightCode
        ? role
        : '<ErrorResponse><Error><Code>AccessDenied</Code><Message>wrong code</Message></Error></ErrorResponse>',
    );
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => sts.once('listening', resolve));
});
afterAll(async () => {
  sts.close();
  await rm(folder, { recursive: true });
});

/** The environment of a command's process after the credentials were loaded with a code. */
const load = async (profile: string, code = '123456'): Promise<Record<string, string>> => {
  const script = `
    const { loadCredentials } = await import('./scripts/deploy/target/credentials.ts');
    const expiration = await loadCredentials(process.env, async () => '${code}');
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_PROFILE } = process.env;
    console.log(JSON.stringify({ AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_PROFILE, expiration }));`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', script],
    {
      env: {
        PATH: process.env['PATH'],
        HOME: folder,
        AWS_CONFIG_FILE: join(folder, 'config'),
        AWS_SHARED_CREDENTIALS_FILE: join(folder, 'none'),
        AWS_ENDPOINT_URL_STS: `http://127.0.0.1:${(sts.address() as AddressInfo).port}`,
        AWS_EC2_METADATA_DISABLED: 'true',
        AWS_REGION: 'eu-west-3',
        AWS_PROFILE: profile,
      },
    },
  );
  return JSON.parse(stdout);
};

describe('credentials of a command', () => {
  it('come from a profile with keys, which is not used again', async () => {
    expect(await load('keys')).toEqual({
      AWS_ACCESS_KEY_ID: 'AKIAKEYS',
      AWS_SECRET_ACCESS_KEY: 'keys-secret',
      expiration: null,
    });
  });

  it('come from a process', async () => {
    expect(await load('process')).toMatchObject({ AWS_ACCESS_KEY_ID: 'AKIAPROCESS' });
  });

  it('come from a role, with the code of an MFA device requested once', async () => {
    requests.length = 0;

    expect(await load('mfa')).toEqual({
      AWS_ACCESS_KEY_ID: 'ASIAROLE',
      AWS_SECRET_ACCESS_KEY: 'role-secret',
      AWS_SESSION_TOKEN: 'role-token',
      expiration: inAnHour,
    });
    expect(requests).toHaveLength(1);
    expect(requests[0]?.get('SerialNumber')).toBe('arn:aws:iam::111111111111:mfa/ada');
  });

  it('are refused with a wrong code', async () => {
    await expect(load('mfa', '000000')).rejects.toThrow('wrong code');
  });
});
