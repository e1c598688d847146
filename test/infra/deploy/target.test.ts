import { describe, expect, it } from 'vitest';
import { targetOf } from '#scripts/deploy/target/target.ts';

describe('the target of a command', () => {
  it('is dev on AWS by default', () => {
    expect(targetOf(undefined, {})).toEqual({ stage: 'dev', endpoint: null, environment: {} });
  });

  it('is the emulator if one is named, with credentials that it accepts', () => {
    const target = targetOf(undefined, { AWS_ENDPOINT_URL: 'http://localhost:4566/' });

    expect(target).toMatchObject({
      stage: 'localstack',
      endpoint: 'http://127.0.0.1:4566',
      environment: {
        AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
        AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:4566',
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: 'test',
      },
    });
  });

  it('keeps given credentials of an emulator', () => {
    const { environment } = targetOf(undefined, {
      AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
      AWS_ACCESS_KEY_ID: '111111111111',
      AWS_REGION: 'eu-central-1',
    });

    expect(environment).toMatchObject({
      AWS_ACCESS_KEY_ID: '111111111111',
      AWS_REGION: 'eu-central-1',
    });
  });

  it('uses neither a profile nor keys of a real account for an emulator', () => {
    const { environment } = targetOf(undefined, {
      AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
      AWS_PROFILE: 'work',
      AWS_DEFAULT_PROFILE: 'work',
      AWS_ACCESS_KEY_ID: 'ASIA000000000000',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_SESSION_TOKEN: 'token',
    });

    expect(environment).toEqual({
      AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
      AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:4566',
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    });
  });

  it('has the same region for the SDK, which ignores AWS_DEFAULT_REGION, and for the CDK', () => {
    const regionOf = (environment: Record<string, string>) =>
      targetOf(undefined, environment).environment['AWS_REGION'];
    const emulator = { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' };

    expect(regionOf({ AWS_DEFAULT_REGION: 'eu-west-1' })).toBe('eu-west-1');
    expect(regionOf({ AWS_DEFAULT_REGION: 'eu-west-1', ...emulator })).toBe('eu-west-1');
    expect(regionOf({ AWS_DEFAULT_REGION: 'eu-west-1', AWS_REGION: 'eu-west-2' })).toBe(
      'eu-west-2',
    );
  });

  it.each([
    ['production', {}],
    ['dev', { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' }],
    ['localstack', {}],
    [undefined, { AWS_ENDPOINT_URL: '127.0.0.1:4566/' }],
  ])('is refused for --stage %s with %o', (stage, environment) => {
    expect(() => targetOf(stage, environment)).toThrow(
      expect.objectContaining({ name: 'UserError' }),
    );
  });
});
