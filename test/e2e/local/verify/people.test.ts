import { notificationChecks } from '#scripts/verify/checks/notifications.ts';
import { peopleChecks } from '#scripts/verify/checks/people.ts';
import { failing, instead, onAnswer, onJson } from '../../../support/verify/breaks.ts';
import { type Break, provesChecks, sabotagedHere } from '../../../support/verify/sabotaged.ts';
import type { Asked, Given } from '../../../support/verify/saboteur.ts';

const sabotaged = sabotagedHere();

const peopleBreaks: readonly Break[] = [
  [
    'people.search',
    'only the start of a name is found',
    onJson(/^GET \/api\/users\/search\?q=(?!verify-\w{12}$)/, (body) => {
      body.items = [];
    }),
  ],
  [
    ['people.photo', 'people.rename'],
    'a profile cannot be changed',
    instead(/^PATCH \/api\/users\/me/, failing),
  ],
  [
    'people.rename',
    'search does not follow',
    onJson(/^GET \/api\/users\/search\?q=verify-\w{12}$/, (body) => {
      const known = sabotaged().people.all().slice(0, 3);
      body.items = body.items.filter(({ id }: { id: string }) =>
        known.some((one) => one.id === id),
      );
    }),
  ],
  [
    'people.block',
    'a block is not read by sends',
    onAnswer(/^POST \/api\/messages$/, (given) => {
      if (given.status === 403) given.status = 201;
    }),
  ],
  [
    'people.photo',
    'base64 is not decoded',
    onAnswer(/^GET \/api\/users\/[^/]+\/photo/, (given) => {
      given.body = Buffer.from(given.body.toString('base64'));
    }),
  ],
  [
    'people.photo',
    'a removed photo is still served from a cache',
    (() => {
      let stored: Given | undefined;
      const fits = ({ path }: Asked) => /\/photo\//.test(path);
      return {
        ask: (asked: Asked) => (fits(asked) ? stored : undefined),
        answer: (given: Given, asked: Asked) => {
          if (fits(asked)) stored ??= { ...given };
        },
      };
    })(),
  ],
  [
    'people.invitation',
    'a revoked code is still good',
    onAnswer(/^POST \/api\/invitations\/accept/, (given) => {
      if (given.status === 403) given.status = 200;
    }),
  ],
  [
    'people.request',
    'a request may bring any number of texts',
    onAnswer(/^POST \/api\/messages/, (given) => {
      if (given.status === 409) given.status = 201;
    }),
  ],
  [
    'people.operators',
    'everybody sees the list of people',
    onAnswer(/^GET \/api\/admin\/people/, (given) => {
      given.status = 200;
    }),
  ],
  [
    'people.operators',
    'the function of account actions has no right',
    instead(/^POST \/api\/admin\/people/, failing),
  ],
  ['people.profile', 'the export has no right', instead(/^GET \/api\/users\/me\/export/, failing)],
];

const notificationBreaks: readonly Break[] = [
  [
    'notifications.subscription',
    'the key cannot be read',
    instead(/^GET \/api\/push\/key/, failing),
  ],
  [
    'notifications.subscription',
    'a subscription is taken although notifications are off',
    onAnswer(/^PUT \/api\/push\/subscription/, (given) => {
      given.status = 204;
    }),
  ],
];

provesChecks('people', peopleChecks, peopleBreaks, sabotaged);
provesChecks('notifications', notificationChecks, notificationBreaks, sabotaged);
