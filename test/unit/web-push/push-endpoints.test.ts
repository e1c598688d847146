import { describe, expect, it } from 'vitest';
import { isPushEndpoint } from '#contracts/push-services.ts';

const trusted = 'https://push.house.example:8443';

describe('an endpoint', () => {
  it.each([
    'https://fcm.googleapis.com/fcm/send/one',
    'https://updates.push.services.mozilla.com/wpush/v2/one',
    'https://web.push.apple.com/one',
    'https://db5p.notify.windows.com/w/?token=one',
    'HTTPS://FCM.GoogleAPIs.com/one',
    'https://fcm.googleapis.com:443/one',
    `${trusted}/one`,
  ])('is accepted if it is of a push service: %s', (endpoint) => {
    expect(isPushEndpoint(endpoint, [trusted])).toBe(true);
  });

  it.each([
    'http://fcm.googleapis.com/one',
    'https://fcm.googleapis.com:444/one',
    'https://evilfcm.googleapis.com/one',
    'https://fcm.googleapis.com.attacker.example/one',
    'https://attacker.example/fcm.googleapis.com',
    'https://fcm.googleapis.com@attacker.example/one',
    'https://user:secret@fcm.googleapis.com/one',
    'https://attacker.example#fcm.googleapis.com',
    'https://attacker.example?.fcm.googleapis.com',
    'https://attacker.example\\.fcm.googleapis.com',
    'https://fcm.googleapis.com./one',
    'https://fcm.gооgleapis.com/one',
    'https://fcm.googleapis.com%2eattacker.example/one',
    'https://127.0.0.1/fcm.googleapis.com',
    'https://[::1]/one',
    'https://169.254.169.254/latest/meta-data',
    'https://push.house.example/one',
    'http://push.house.example:8443/one',
    `${trusted}.attacker.example/one`,
    `${trusted}@attacker.example/one`,
    'javascript:alert(1)',
    'one',
    '',
  ])('is refused otherwise: %s', (endpoint) => {
    expect(isPushEndpoint(endpoint, [trusted])).toBe(false);
  });
});
