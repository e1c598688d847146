import type { AriaAttributes, AriaRole } from 'react';

/** What an element of the picker is: a grid of elements that are placed one by one, which no table can be. */
type Roles = AriaAttributes & { readonly role: AriaRole };

export const gridRoles = (label: string, rows: number, columns: number): Roles => ({
  role: 'grid',
  'aria-label': label,
  'aria-rowcount': rows,
  'aria-colcount': columns,
});

/** `index` counts from 0; ARIA counts from 1. */
export const rowRoles = (index: number): Roles => ({ role: 'row', 'aria-rowindex': index + 1 });

export const cellRoles = (label: string, index: number, isActive: boolean): Roles => ({
  role: 'gridcell',
  'aria-label': label,
  'aria-colindex': index + 1,
  'aria-selected': isActive,
});
