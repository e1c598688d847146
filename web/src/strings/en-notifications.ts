/** Strings of the notification settings and of their offer in a dialog, which are lazy modules. */
export const notifications = {
  deviceTitle: 'This device',
  show: 'Show notifications',
  showHint: 'Of messages that arrive while you are not looking at Parley.',
  state: {
    on: 'Messages reach this device, even while Parley is closed.',
    'not-set-up':
      'Only while Parley is open: whoever runs this Parley has not set up notifications for a closed one.',
    unsupported: 'Only while Parley is open: this browser cannot be reached when it is closed.',
    insecure:
      'Only while Parley is open: a closed one is reached only if its address begins with https.',
    failed:
      'Only while Parley is open: this browser could not reach the service that delivers its notifications.',
  },
  retry: 'Try again',
  denied:
    'This browser blocks notifications from Parley. Allow them in the settings of this site, then turn them on here.',
  none: 'This browser cannot show notifications.',
  test: 'Send a test notification',
  outcome: {
    accepted: 'Sent. It appears in a moment, unless Do Not Disturb is on.',
    gone: 'The connection for notifications had ended and has been renewed. Send another test.',
    refused: 'The service that delivers notifications to this browser has refused it.',
    busy: 'The service that delivers notifications to this browser does not answer. Try again later.',
  },
  homeTitle: 'Put Parley on your home screen',
  homeLead: 'An iPhone or iPad shows notifications of a website only from there.',
  homeSteps: [
    'Tap Share at the bottom or top of Safari.',
    'Choose “Add to Home Screen”, then “Add”.',
    'Open Parley from the home screen and sign in.',
    'Turn on notifications here, in the settings.',
  ],
  previewTitle: 'What a notification shows',
  preview: { text: 'Name and text', name: 'Name', none: 'Neither' },
  soundTitle: 'Sound',
  pushSound: 'Sound and vibration',
  pushSoundHint: 'With notifications while Parley is closed or in the background.',
  sound: 'Sound in Parley',
  soundHint: 'A short, soft sound with each new message that you are not looking at.',
  quiet: 'Quiet hours',
  quietHint: (timeZone: string) =>
    `Notifications come without a sound then. By the clock of this device (${timeZone}).`,
  from: 'From',
  to: 'To',
  differ: 'Choose two different times.',
  offer: 'Get a notification when an answer arrives, even while Parley is closed?',
  offerHome: 'From your home screen, Parley can notify you when an answer arrives.',
  turnOn: 'Turn on notifications',
  showHow: 'Show how',
  notNow: 'Not now',
};
export type NotificationWords = typeof notifications;
