import { inScene, type Provocations } from './provocation.ts';

const aPushSubscription = {
  endpoint: 'https://updates.push.services.mozilla.com/wpush/v2/one',
  keys: {
    p256dh:
      'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
    auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  },
  origin: 'https://chat.example',
};

export const pushProvocations = {
  'put-push-subscription': {
    push_unavailable: inScene(({ as, ada }) =>
      as(ada)('PUT', '/push/subscription', aPushSubscription),
    ),
  },
  'test-push': {
    push_unavailable: inScene(({ as, ada }) => as(ada)('POST', '/push/subscription/test')),
    subscription_not_found: async (world) => {
      const { as, ada } = await world.notifyingScene();
      return as(ada)('POST', '/push/subscription/test');
    },
  },
} satisfies Partial<Provocations>;
