export const people = {
  more: 'More',
};
