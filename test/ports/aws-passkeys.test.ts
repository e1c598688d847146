import { afterAll, beforeAll, describe } from 'vitest';
import { hasCapability } from '../support/capabilities.ts';
import { triggersOn } from '../support/ministack/cognito-triggers.ts';
import {
  type MiniStack,
  miniStackMissing,
  startMiniStack,
} from '../support/ministack/ministack.ts';
import { openCognito } from '../support/ports/cognito-home.ts';
import { dynamoHome } from '../support/ports/dynamo-home.ts';
import { describePasskeySignIn } from './identity/passkey-sign-in.suite.ts';
import { describeSignInProofs } from './identity/sign-in-proofs.suite.ts';

const canRun = hasCapability('sign-in by passkey on MiniStack', await miniStackMissing());

describe.skipIf(!canRun)(
  'Cognito on MiniStack, with the deployed function of its challenge',
  () => {
    let server: MiniStack;
    let home: ReturnType<typeof dynamoHome>;

    beforeAll(async () => {
      server = await startMiniStack();
      home = dynamoHome(server.endpoint);
    });
    afterAll(() => server?.stop());

    const open = () => openCognito(home, triggersOn(server.endpoint));
    describePasskeySignIn('Cognito', open);
    describeSignInProofs(open);
  },
);
