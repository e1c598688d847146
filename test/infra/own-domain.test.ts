import { describe, expect, it } from 'vitest';
import { stageConfig } from '../../lib/config.ts';
import { resourcesOf } from './functions-of.ts';
import { synthesise } from './synthesise.ts';

const where = { CDK_DEFAULT_ACCOUNT: '111111111111', CDK_DEFAULT_REGION: 'eu-west-1' };
const hostedZone = { id: 'Z0123456789ABCDEFGHIJ', name: 'example.org' };
const certificateArn = 'arn:aws:acm:us-east-1:111111111111:certificate/4b1c-22';
const domainName = 'chat.example.org';

const distributionOf = (stage: ReturnType<typeof synthesise>) => {
  const [found] = Object.values(
    resourcesOf(stage.template('web'), 'AWS::CloudFront::Distribution'),
  );
  return Object(found?.Properties['DistributionConfig']);
};
const siteUrlOf = (stage: ReturnType<typeof synthesise>) =>
  Object(stage.template('web').findOutputs('SiteUrl'))['SiteUrl'].Value;

describe('a stage with a host name in Route 53', () => {
  const stage = synthesise('dev', { domainName, hostedZone }, where);

  it('gets a certificate in us-east-1, validated by a record in the zone', () => {
    const [certificate] = Object.values(
      resourcesOf(stage.template('edge'), 'AWS::CertificateManager::Certificate'),
    );

    expect(stage.stack('edge').region).toBe('us-east-1');
    expect(certificate?.Properties).toMatchObject({
      DomainName: domainName,
      ValidationMethod: 'DNS',
      DomainValidationOptions: [{ DomainName: domainName, HostedZoneId: hostedZone.id }],
    });
  });

  it('is served under its host name, from TLS 1.2 on', () => {
    const { Aliases, ViewerCertificate } = distributionOf(stage);

    expect(Aliases).toEqual([domainName]);
    expect(ViewerCertificate).toMatchObject({
      MinimumProtocolVersion: 'TLSv1.2_2021',
      SslSupportMethod: 'sni-only',
    });
    expect(siteUrlOf(stage)).toBe(`https://${domainName}`);
  });

  it('has records for IPv4 and IPv6', () => {
    const records = Object.values(resourcesOf(stage.template('web'), 'AWS::Route53::RecordSet'));

    expect(records.map(({ Properties }) => Properties['Type']).sort()).toEqual(['A', 'AAAA']);
    for (const { Properties } of records) {
      expect(Properties).toMatchObject({
        Name: `${domainName}.`,
        HostedZoneId: hostedZone.id,
        AliasTarget: expect.anything(),
      });
    }
  });
});

describe('a stage with a host name outside Route 53', () => {
  const stage = synthesise('dev', { domainName, certificateArn }, where);

  it('uses the given certificate, without anything in us-east-1 or Route 53', () => {
    expect(stage.parts).not.toContain('edge');
    expect(distributionOf(stage).ViewerCertificate.AcmCertificateArn).toBe(certificateArn);
    expect(resourcesOf(stage.template('web'), 'AWS::Route53::RecordSet')).toEqual({});
    expect(stage.template('web').findOutputs('SiteTarget')).not.toEqual({});
  });
});

describe('a stage with WAF', () => {
  const stage = synthesise('dev', { waf: true }, where);
  const [acl] = Object.values(resourcesOf(stage.template('edge'), 'AWS::WAFv2::WebACL'));
  const rules = acl?.Properties['Rules'] as Record<string, Record<string, unknown>>[];

  it('has three rules before CloudFront, in us-east-1', () => {
    expect(stage.stack('edge').region).toBe('us-east-1');
    expect(acl?.Properties['Scope']).toBe('CLOUDFRONT');
    expect(rules.map(({ Name }) => Name)).toEqual([
      'RatePerAddress',
      'AWSManagedRulesAmazonIpReputationList',
      'AWSManagedRulesCommonRuleSet',
    ]);
    expect(distributionOf(stage).WebACLId).toBeDefined();
    expect(distributionOf(synthesise('dev')).WebACLId).toBeUndefined();
  });

  it('blocks no message because of its text, and no file because of its size', () => {
    const group = Object(rules[2]?.['Statement']).ManagedRuleGroupStatement;
    const counted = group.RuleActionOverrides.map(
      ({ Name, ActionToUse }: { Name: string; ActionToUse: object }) =>
        `${Name} ${Object.keys(ActionToUse)}`,
    );

    expect(counted).toEqual([
      'CrossSiteScripting_BODY Count',
      'EC2MetaDataSSRF_BODY Count',
      'GenericLFI_BODY Count',
      'GenericRFI_BODY Count',
      'SizeRestrictions_BODY Count',
    ]);
  });

  it('keeps no samples of requests, whose queries may contain tickets', () => {
    const configs = [acl?.Properties, ...rules].map((one) => Object(one?.['VisibilityConfig']));

    expect(configs).toHaveLength(4);
    for (const { SampledRequestsEnabled } of configs) expect(SampledRequestsEnabled).toBe(false);
  });
});

describe('the settings of the host name', () => {
  const parse = (settings: Record<string, unknown>) => () =>
    stageConfig((key) => ({ stage: 'dev', 'parley:dev': settings })[key], {});

  it.each([
    [{ domainName }, 'needs hostedZone or certificateArn'],
    [{ hostedZone }, 'needs hostedZone or certificateArn'],
    [{ domainName: 'chat.example.com', hostedZone }, 'must be in hostedZone'],
    [{ domainName: 'badexample.org', hostedZone }, 'must be in hostedZone'],
    [{ domainName: 'https://chat.example.org', hostedZone }, 'must be a host name'],
    [
      { domainName, certificateArn: certificateArn.replace('us-east-1', 'eu-west-1') },
      'must be of ACM in us-east-1',
    ],
  ])('refuse %o', (settings, rule) => {
    expect(parse(settings)).toThrow(rule);
  });

  it.each([
    { domainName, hostedZone },
    { domainName, certificateArn },
    { domainName: 'example.org', hostedZone },
  ])('accept %o', (settings) => {
    expect(parse(settings)()).toMatchObject(settings);
  });
});
