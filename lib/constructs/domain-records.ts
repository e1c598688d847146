import type { IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { AaaaRecord, ARecord, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';

/** The DNS records of the site's host name, for IPv4 and IPv6. Queries for them are free. */
export class DomainRecords extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: {
      readonly domainName: string;
      readonly hostedZone: { readonly id: string; readonly name: string };
      readonly distribution: IDistribution;
    },
  ) {
    super(scope, id);
    const zone = HostedZone.fromHostedZoneAttributes(this, 'Zone', {
      hostedZoneId: props.hostedZone.id,
      zoneName: props.hostedZone.name,
    });
    const record = {
      zone,
      // The trailing dot marks an absolute name, also if it equals the zone's.
      recordName: `${props.domainName}.`,
      target: RecordTarget.fromAlias(new CloudFrontTarget(props.distribution)),
    };
    new ARecord(this, 'V4', record);
    new AaaaRecord(this, 'V6', record);
  }
}
