import { Fn, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import type { FileTypes } from '#contracts/closed-lists.ts';
import type { Settings, StageConfig } from '../config.ts';
import { factorParameter } from '../factor-parameter.ts';
import { originSecretNames } from '../origin-secret.ts';
import { vapidParameters } from '../vapid-parameters.ts';
import type { Binding, Variables } from './binding.ts';

const variables = <V extends Variables>(environment: V): Binding<V> => ({
  environment,
  grantTo: () => undefined,
});

/** Settings of the stage as environment variables, without rights. */
export class FunctionSettings {
  private readonly scope: Construct;
  private readonly config: StageConfig;

  constructor(scope: Construct, config: StageConfig) {
    this.scope = scope;
    this.config = config;
  }

  /**
   * The secrets that prove that a request came through CloudFront. Without one of them the function
   * refuses requests, and ignores `x-viewer-ip`. Absent if there is no CloudFront.
   */
  get viewer(): Binding<{ readonly ORIGIN_SECRET?: string }> {
    const { web, stage } = this.config;
    if (!web) return variables({});
    const names = Object.values(originSecretNames(stage));
    const secrets = names.map((name) => StringParameter.valueForStringParameter(this.scope, name));
    return variables({ ORIGIN_SECRET: Fn.join(' ', secrets) });
  }

  /** The keys that encrypt the secrets of second factors, for functions that check codes. */
  get factorKeys(): Binding<{ readonly FACTOR_KEYS: string }> {
    const name = factorParameter(this.config.stage);
    return variables({ FACTOR_KEYS: StringParameter.valueForStringParameter(this.scope, name) });
  }

  /** The stage's name, for a stage whose functions emit metrics. */
  get metrics(): Binding<{ readonly METRICS_STAGE?: string }> {
    const { monitoring, stage } = this.config;
    return variables(monitoring ? { METRICS_STAGE: stage } : {});
  }

  /** Whether preflights are answered. */
  get cors(): Binding<{ readonly CORS: 'on' | 'off' }> {
    return variables({ CORS: this.config.corsOrigins.length > 0 ? 'on' : 'off' });
  }

  /** Other sites whose pages may sign in. */
  get origins(): Binding<{ readonly CORS_ORIGINS: string }> {
    return variables({ CORS_ORIGINS: this.config.corsOrigins.join(' ') || 'none' });
  }

  /** What is allowed for files: the quota of each user, the largest file, and which types. */
  get storage(): Binding<{
    readonly USER_STORAGE_MB: string;
    readonly MAX_FILE_MB: string;
    readonly FILE_TYPES: FileTypes;
  }> {
    const { userStorageMb, maxFileMb, fileTypes } = this.config;
    return variables({
      USER_STORAGE_MB: String(userStorageMb),
      MAX_FILE_MB: String(maxFileMb),
      FILE_TYPES: fileTypes,
    });
  }

  /** Notifications: the operator's contact, trusted push services, and the public key. */
  get webPush(): Binding<{
    readonly WEB_PUSH_CONTACT: string;
    readonly WEB_PUSH_SERVICES: string;
    readonly WEB_PUSH_PUBLIC_KEY?: string;
  }> {
    const { pushContact, pushServices, stage } = this.config;
    const settings = {
      WEB_PUSH_CONTACT: pushContact ?? 'none',
      WEB_PUSH_SERVICES: pushServices.join(' ') || 'none',
    };
    if (pushContact === undefined) return variables(settings);
    const name = vapidParameters(stage).public;
    const key = StringParameter.valueForStringParameter(this.scope, name);
    return variables({ ...settings, WEB_PUSH_PUBLIC_KEY: key });
  }

  /** The private key for notifications, for functions that send them. */
  get webPushKey(): Binding<{ readonly WEB_PUSH_KEY_PARAMETER?: string }> {
    const { pushContact, stage } = this.config;
    if (pushContact === undefined) return variables({});
    const name = vapidParameters(stage).private;
    const resource = Stack.of(this.scope).formatArn({
      service: 'ssm',
      resource: 'parameter',
      resourceName: name.slice(1),
    });
    return {
      environment: { WEB_PUSH_KEY_PARAMETER: name },
      // Encrypted with the AWS-managed key for parameters, which every role of the account may use.
      grantTo: (role) => {
        role.addToPrincipalPolicy(
          new PolicyStatement({ actions: ['ssm:GetParameter'], resources: [resource] }),
        );
      },
    };
  }

  get registration(): Binding<{ readonly REGISTRATION: Settings['registration'] }> {
    return variables({ REGISTRATION: this.config.registration });
  }

  get invitations(): Binding<{ readonly INVITATIONS: Settings['invitations'] }> {
    return variables({ INVITATIONS: this.config.invitations });
  }

  get requests(): Binding<{ readonly REQUESTS: Settings['requests'] }> {
    return variables({ REQUESTS: this.config.requests });
  }
}
