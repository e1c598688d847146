import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { resourcesOf } from './functions-of.ts';
import { synthesise } from './synthesise.ts';

const dev = synthesise('dev').template('identity');
const prod = synthesise('prod').template('identity');

describe('the user pool', () => {
  it('allows no self-registration', () => {
    dev.hasResourceProperties('AWS::Cognito::UserPool', {
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      UserPoolTier: 'ESSENTIALS',
    });
  });

  it('has the password rules of the API', () => {
    dev.hasResourceProperties('AWS::Cognito::UserPool', {
      Policies: {
        PasswordPolicy: {
          MinimumLength: 8,
          RequireNumbers: true,
          RequireUppercase: true,
          RequireLowercase: false,
          RequireSymbols: false,
        },
      },
    });
  });

  it('identifies users by their ids only', () => {
    dev.hasResourceProperties('AWS::Cognito::UserPool', {
      UsernameAttributes: Match.absent(),
      AliasAttributes: Match.absent(),
      AutoVerifiedAttributes: Match.absent(),
    });
  });

  it('has its tokens edited by the trigger, and only this pool may call the trigger', () => {
    const [pool = ''] = Object.keys(resourcesOf(dev, 'AWS::Cognito::UserPool'));

    dev.hasResourceProperties('AWS::Cognito::UserPool', {
      LambdaConfig: {
        PreTokenGenerationConfig: {
          LambdaArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^PreTokenGeneration'), 'Arn'] },
          LambdaVersion: 'V2_0',
        },
      },
    });
    dev.hasResourceProperties('AWS::Lambda::Permission', {
      Principal: 'cognito-idp.amazonaws.com',
      SourceArn: { 'Fn::GetAtt': [pool, 'Arn'] },
    });
  });

  it('asks one function for each step of a sign-in by passkey, which may only take proofs', () => {
    const arn = { 'Fn::GetAtt': [Match.stringLikeRegexp('^ProveSignIn'), 'Arn'] };

    dev.hasResourceProperties('AWS::Cognito::UserPool', {
      LambdaConfig: {
        DefineAuthChallenge: arn,
        CreateAuthChallenge: arn,
        VerifyAuthChallengeResponse: arn,
      },
    });
  });

  it('is kept in prod', () => {
    const policy = (template: typeof dev) =>
      Object.values(resourcesOf(template, 'AWS::Cognito::UserPool'))[0];

    expect(policy(prod)).toMatchObject({
      DeletionPolicy: 'RetainExceptOnCreate',
      Properties: { DeletionProtection: 'ACTIVE' },
    });
    expect(policy(dev)?.DeletionPolicy).toBe('Delete');
  });
});

describe('the client', () => {
  it('signs in through our role only', () => {
    dev.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_CUSTOM_AUTH'],
      AllowedOAuthFlows: Match.absent(),
      PreventUserExistenceErrors: 'ENABLED',
    });
  });

  it('rotates refresh tokens, with a minute for a lost response', () => {
    dev.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 60 },
      EnableTokenRevocation: true,
    });
  });

  it('issues tokens with the lifetimes of the stage', () => {
    const minutes = (template: typeof dev) => {
      const [client] = Object.values(resourcesOf(template, 'AWS::Cognito::UserPoolClient'));
      const { AccessTokenValidity, RefreshTokenValidity, TokenValidityUnits } = Object(
        client?.Properties,
      );
      return { AccessTokenValidity, RefreshTokenValidity, TokenValidityUnits };
    };
    const short = synthesise('dev', { accessTokenSeconds: 600 }).template('identity');
    const units = { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'minutes' };

    expect(minutes(dev)).toEqual({
      AccessTokenValidity: 30,
      RefreshTokenValidity: 30 * 24 * 60,
      TokenValidityUnits: units,
    });
    expect(minutes(short)).toMatchObject({ AccessTokenValidity: 10 });
  });
});
