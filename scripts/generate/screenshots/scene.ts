/** The content of the screenshots: users, and their messages to the owner, oldest first. */
export const owner = 'ada lovelace';
/** The peer of the open conversation, who is online. */
export const friend = 'grace hopper';

export type Line =
  | string
  | { readonly text: string; readonly answers?: string; readonly edited?: string }
  | { readonly photos: readonly string[]; readonly text?: string }
  | { readonly file: string }
  /** Seconds of a voice message. */
  | { readonly voice: number };

/** A reaction of the reader to a text. */
export const reactions: Readonly<Record<string, string>> = {
  'All of them. And I found the bug: a real moth, taped into the logbook now.': '😂',
  'The 8:40, then we have the whole day. I booked two seats by the window.': '❤️',
};

export interface Talk {
  readonly with: string;
  /** Minutes since its last message. */
  readonly ago: number;
  /** Number of unread messages at the end. */
  readonly unread?: number;
  readonly lines: readonly (readonly [by: 'me' | 'them', line: Line])[];
}

export const talks: readonly Talk[] = [
  {
    with: friend,
    ago: 2,
    lines: [
      ['me', 'Good morning Grace! Did the compiler pass its tests?'],
      ['them', 'All of them. And I found the bug: a real moth, taped into the logbook now.'],
      ['me', 'Ha! That one deserves a frame.'],
      ['them', { photos: ['harbour.jpg'], text: 'Meanwhile, the view from my desk' }],
      ['me', 'I can hear the gulls. Is the walk on Saturday still on?'],
      ['them', 'Yes! Early train or late train?'],
      [
        'me',
        {
          text: 'The 8:40, then we have the whole day. I booked two seats by the window.',
          answers: 'Yes! Early train or late train?',
        },
      ],
      ['them', { file: 'route-along-the-coast.pdf' }],
      ['them', { voice: 23 }],
      ['me', 'Perfect. I bring tea and the notes on the Bernoulli numbers.'],
    ],
  },
  {
    with: 'katherine j.',
    ago: 38,
    unread: 2,
    lines: [
      ['me', 'How did the numbers come out?'],
      ['them', 'To the last digit. I checked them by hand.'],
      ['them', 'Shall we go over them tomorrow at ten?'],
    ],
  },
  {
    with: 'alan.t',
    ago: 3 * 60,
    lines: [
      ['them', 'Can a machine enjoy strawberries and cream?'],
      ['me', 'Ask it and see whether you can tell.'],
    ],
  },
  { with: 'שרה כהן', ago: 7 * 60, lines: [['them', 'נתראה מחר בתחנה']] },
  {
    with: 'emmy noether',
    ago: 26 * 60,
    lines: [['them', { photos: ['meadow.jpg'] }]],
  },
  { with: 'margaret_h', ago: 50 * 60, unread: 1, lines: [['them', 'We are go for landing.']] },
  { with: owner, ago: 75 * 60, lines: [['me', 'Ask Charles for the drawings of the mill']] },
  { with: 'tim.b-l', ago: 6 * 24 * 60, lines: [['me', { file: 'proposal.pdf' }]] },
];

/** A user without conversations, for the page of a new user. */
export const newcomer = 'radia perlman';
