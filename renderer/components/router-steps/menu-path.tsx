// Words that the router shows, untranslated, outermost first: as they are found and typed.
import { styled } from '@mui/material';
import { Fragment } from 'react';

const Words = styled('span')(({ theme }) => ({
  ...theme.typography.mono,
  display: 'inline-block',
  paddingInline: 10,
  paddingBlock: 2,
  borderRadius: 6,
  border: `1px solid ${theme.vars.palette.line}`,
  backgroundColor: theme.vars.palette.sunken,
  overflowWrap: 'anywhere',
  color: theme.vars.palette.quiet,
  '& b': { color: theme.vars.palette.text.primary, fontWeight: 650 },
  '& i': { fontStyle: 'normal', color: theme.vars.palette.primary.main },
}));

/** A menu and its parts, the last one being what to go for. The signs between them are copied but not read out. */
export const MenuPath = ({ menu }: { readonly menu: readonly string[] }) => (
  <Words translate="no">
    {menu.map((word, index) => (
      // A menu can hold the same word twice; its place in the path never changes.
      <Fragment key={`${String(index)} ${word}`}>
        {index > 0 && <i aria-hidden> › </i>}
        {index === menu.length - 1 ? <b>{word}</b> : word}
      </Fragment>
    ))}
  </Words>
);

/** One word of the router by itself: a value, an address. */
export const RouterWord = ({ children }: { readonly children: string }) => (
  <Words translate="no">
    <b>{children}</b>
  </Words>
);
