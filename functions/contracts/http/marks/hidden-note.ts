/** The description of `hidden`. */
export const hiddenNote = {
  description:
    'The caller has cleared it or deleted it for themselves: its place is in the log, in events and as the last message, without content.',
};
