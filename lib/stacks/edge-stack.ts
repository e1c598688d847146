import type { StackProps } from 'aws-cdk-lib';
import { Stack } from 'aws-cdk-lib';
import {
  Certificate,
  CertificateValidation,
  type ICertificate,
} from 'aws-cdk-lib/aws-certificatemanager';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import type { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { Firewall } from '../constructs/firewall.ts';

/** CloudFront takes certificates and WAF rules from this region only. */
export const edgeRegion = 'us-east-1';

/** Resources that CloudFront needs in us-east-1, whatever the region of the stage. */
export class EdgeStack extends Stack {
  readonly certificate?: ICertificate;
  readonly firewall?: Firewall;

  constructor(scope: Construct, id: string, props: StackProps & { config: StageConfig }) {
    super(scope, id, props);
    const { domainName, hostedZone, certificateArn, waf } = props.config;
    if (domainName !== undefined && hostedZone && certificateArn === undefined) {
      const zone = HostedZone.fromHostedZoneAttributes(this, 'Zone', {
        hostedZoneId: hostedZone.id,
        zoneName: hostedZone.name,
      });
      this.certificate = new Certificate(this, 'Certificate', {
        domainName,
        validation: CertificateValidation.fromDns(zone),
      });
    }
    if (waf) this.firewall = new Firewall(this, 'Firewall');
  }
}
